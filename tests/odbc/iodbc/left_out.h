// Owns: the tests that do not run through iODBC, each with what iODBC 3.52.9 does there by itself. They all run with
// the same module without a manager (direct_wide_tests). Never: a test; differences that a test allows for in its own
// text.
#pragma once

#include <array>

namespace application {

struct LeftOut {
  const char* test;
  const char* why;
};

namespace iodbc {

constexpr auto no_mixing = "refuses SQLFetchScroll after SQLFetch, and SQLFetch after SQLFetchScroll: HY010";
constexpr auto loses_browse_result = "does not hand on the result string of SQLBrowseConnect with SQL_NEED_DATA";
constexpr auto frees_twice = "frees its connection handle twice";
constexpr auto loses_header = "asks the driver for the header of a statement's diagnostics as for a connection's";
constexpr auto cuts_fields =
    "tells the driver a quarter of the buffer in SQLGetDiagField, and lengths in its own units";
constexpr auto reads_beyond = "reads a text from a buffer without room for one: behind its end";
constexpr auto takes_negative_length = "takes a negative length of SQLNativeSql for one of a gigantic buffer";
constexpr auto length_of_part = "tells the length of the part that a narrow function got, or bytes of the wide text";
constexpr auto loses_warning = "makes SQL_SUCCESS of SQL_SUCCESS_WITH_INFO when a statement was executed";
constexpr auto keeps_no_attributes =
    "hands on no attribute of the driver that was set before connecting, but login ones";
constexpr auto own_states = "has states of its own, which differ from appendix B";
constexpr auto no_odbc_38 = "knows no ODBC 3.8: SQL_OV_ODBC3_80 is HY024";
constexpr auto names_by_itself = "answers HY015 for a name that was not set, and cuts names outside of ASCII";
constexpr auto no_rows_behind_count = "sees no cursor in a result that follows a count of rows: 24000";
constexpr auto lost_in_data = "takes an error in SQLPutData for the end of sending data";

}  // namespace iodbc

// clang-format off
constexpr std::array left_out_of_iodbc{
    LeftOut{"several statements and arrays count what each one did", iodbc::no_rows_behind_count},
    LeftOut{"a variable bookmark read by SQLGetData leads back to its row", iodbc::no_mixing},
    LeftOut{"column 0 is bound like any other, for whole rowsets", iodbc::no_mixing},
    LeftOut{"a bookmark that is none of this result is HY111", iodbc::no_mixing},
    LeftOut{"without SQL_ATTR_USE_BOOKMARKS there is no column 0", iodbc::no_mixing},
    LeftOut{"afterwards the cursor is on no row until it is fetched", iodbc::no_mixing},
    LeftOut{"a static cursor sees what SQL_STATIC_CURSOR_ATTRIBUTES2 says, of its own changes", iodbc::no_mixing},
    LeftOut{"one row is updated, and the cursor shows it", iodbc::no_mixing},
    LeftOut{"a deleted row leaves a hole", iodbc::no_mixing},
    LeftOut{"rows are added with the defaults of the columns that are ignored", iodbc::no_mixing},
    LeftOut{"column 0 is described", "refuses column 0 in SQLDescribeCol: 07009"},
    LeftOut{"the conversation goes from token and account to the list of databases and a connection", iodbc::loses_browse_result},
    LeftOut{"asking costs no request until D1 is asked for its databases", iodbc::loses_browse_result},
    LeftOut{"a wrong token is 28000, is asked for again, and the conversation goes on", iodbc::loses_browse_result},
    LeftOut{"an unknown keyword is 01S00 with what is still missing", iodbc::loses_browse_result},
    LeftOut{"a host that nobody answers at is 08001 and ends the conversation", iodbc::loses_browse_result},
    LeftOut{"a list that is lost on the way is an error; a list of hostile names asks without one", iodbc::loses_browse_result},
    LeftOut{"a result string that does not fit is 01004 with its full length, and nothing is lost", iodbc::loses_browse_result},
    LeftOut{"SQLDisconnect ends the conversation, and another begins from the start", iodbc::loses_browse_result},
    LeftOut{"in the middle of the conversation other calls are refused as the state table says", iodbc::frees_twice},
    LeftOut{"the current catalog that was set is not asked for", iodbc::keeps_no_attributes},
    LeftOut{"what needs an open connection is 08003 before, and what needs a closed one is kept", iodbc::keeps_no_attributes},
    LeftOut{"a catalog that was set before connecting is the database when nothing else names one", iodbc::keeps_no_attributes},
    LeftOut{"an application that says it is ANSI has narrow types, whatever the manager calls", iodbc::keeps_no_attributes},
    LeftOut{"a null place tells only the length, a null length only the value", iodbc::length_of_part},
    LeftOut{"the current catalog is told in full, cut with 01004, and in wide characters by bytes", iodbc::length_of_part},
    LeftOut{"SQLConnect takes names by length, and user and password over the data source's", "reads the name of a data source to its terminator"},
    LeftOut{"SQLGetInfo fits texts into what there is, and tells the full length", iodbc::reads_beyond},
    LeftOut{"SQLNativeSql gives the translated text, cut to what there is, with its full length", iodbc::reads_beyond},
    LeftOut{"SQLNativeSql gives the translated text, cut where the buffer ends", iodbc::reads_beyond},
    LeftOut{"SQLNativeSql refuses null texts, negative lengths, bad escapes and a closed connection", iodbc::takes_negative_length},
    LeftOut{"SQLNativeSql takes a text with a length, and a null buffer gets the length only", iodbc::takes_negative_length},
    LeftOut{"SQLEndTran knows two completions, and handles of two kinds", "refuses a wrong completion without a record"},
    LeftOut{"SQLEndTran needs a connection, but an environment without one has nothing to end", "refuses SQLEndTran on an environment without connections"},
    LeftOut{"cancelling leaves the cursor where it was, and adds nothing", "takes the cursor for closed after SQLCancel of sending data"},
    LeftOut{"data at execution for added rows, with the address of each row's buffer", "does not know SQL_NEED_DATA of SQLBulkOperations"},
    LeftOut{"many rows with data at execution", "does not know SQL_NEED_DATA of SQLBulkOperations"},
    LeftOut{"NULL, an empty text and a text with its terminator", "refuses a null pointer in SQLPutData, also for 0 bytes: HY009"},
    LeftOut{"pieces and NULL do not mix", iodbc::lost_in_data},
    LeftOut{"while data is waited for, other functions are out of sequence", iodbc::lost_in_data},
    LeftOut{"a forward-only cursor fetches forward, counts its rows, and does not scroll", iodbc::loses_header},
    LeftOut{"SQL_DIAG_DYNAMIC_FUNCTION names what was executed", iodbc::loses_header},
    LeftOut{"the dynamic function is told after SQLExecute, SQLMoreResults and an error too", iodbc::loses_header},
    LeftOut{"the header's row counts are those of the call that changed rows", iodbc::loses_header},
    LeftOut{"a record of D1's error has all its fields", "tells a return code of its own, of another call"},
    LeftOut{"record numbers: below one an error, beyond the last no data", "refuses header fields with a record number below 0"},
    LeftOut{"a message is cut where the buffer ends, and its length told", iodbc::cuts_fields},
    LeftOut{"every place may be a null pointer", iodbc::cuts_fields},
    LeftOut{"wide fields count bytes, wide records characters", iodbc::cuts_fields},
    LeftOut{"an ODBC 2 application sees ODBC 2 states", "asks SQLError for SQLGetDiagRec of an ODBC 2 program, which takes the record"},
    LeftOut{"an environment attribute keeps what was set, and refuses what is no value of it", iodbc::no_odbc_38},
    LeftOut{"an environment of ODBC 2 has the SQLSTATEs of ODBC 2, one of ODBC 3.8 those of ODBC 3", iodbc::no_odbc_38},
    LeftOut{"a descriptor that a statement cannot use is refused", "answers HY017 by itself for a handle that is no descriptor"},
    LeftOut{"a row that somebody else changed stays as it is: 01001", iodbc::loses_warning},
    LeftOut{"results that are not rows of one table open read-only, with a warning that says why", iodbc::loses_warning},
    LeftOut{"the cursor shows what positioned statements changed, and goes on comparing", iodbc::loses_warning},
    LeftOut{"a subquery in the list, and values cut by SQL_ATTR_MAX_LENGTH, make a cursor read-only", iodbc::loses_warning},
    LeftOut{"a statement has a cursor name of its own from the start", iodbc::names_by_itself},
    LeftOut{"cursor names are unique on a connection, whatever their letter case", iodbc::names_by_itself},
    LeftOut{"positions: rows that are not there, operations that are not, locks", "answers HY009 for an operation that is none"},
    LeftOut{"SQLAllocHandle needs a place, and an open connection for statements and descriptors", "reads freed memory: a descriptor of a closed connection"},
    LeftOut{"SQLFreeHandle frees a statement with an open cursor, once", "frees a statement that is given as a connection"},
    LeftOut{"SQLFreeHandle refuses what is in use, and a statement's own descriptors", "frees a statement's own descriptors twice"},
    LeftOut{"a statement that waits for data is not freed before it is cancelled", "frees it by itself, though the driver refuses"},
    LeftOut{"a column's name has a buffer or none, its length a place or none", iodbc::length_of_part},
    LeftOut{"a name with a buffer of less than nothing is HY090", iodbc::reads_beyond},
    LeftOut{"SQL_ARD_TYPE is the type in the ARD, of a column that is bound or only described there", "answers HY003 for SQL_ARD_TYPE by itself"},
    LeftOut{"SQLGetData takes the precision and scale of a number with SQL_ARD_TYPE only, bound or not", "answers HY003 for SQL_ARD_TYPE by itself"},
    LeftOut{"each function in each state answers what appendix B says", iodbc::own_states},
};
// clang-format on

}  // namespace application
