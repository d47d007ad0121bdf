// Owns: every SQLSTATE this driver can return, one row each. Never: texts of single errors (who throws writes those).
#pragma once

#include <string_view>

namespace d1odbc {

// name, ODBC 3 code, ODBC 2 code, meaning (ODBC reference, appendix A; the ODBC 2 codes from "SQLSTATE mappings").
// clang-format off
#define D1ODBC_SQLSTATES(row) \
  row(GeneralWarning, "01000", "01000", "General warning") \
  row(CursorOperationConflict, "01001", "01001", "Cursor operation conflict") \
  row(DisconnectError, "01002", "01002", "Disconnect error") \
  row(NullEliminated, "01003", "01003", "NULL value eliminated in set function") \
  row(StringTruncated, "01004", "01004", "String data, right truncated") \
  row(InvalidConnectionStringAttribute, "01S00", "01S00", "Invalid connection string attribute") \
  row(ErrorInRow, "01S01", "01S01", "Error in row") \
  row(OptionValueChanged, "01S02", "01S02", "Option value changed") \
  row(FetchBeforeFirstRowset, "01S06", "01S06", "Attempt to fetch before the result set returned the first rowset") \
  row(FractionalTruncation, "01S07", "01S07", "Fractional truncation") \
  row(ErrorSavingFileDsn, "01S08", "01S08", "Error saving File DSN") \
  row(InvalidKeyword, "01S09", "01S09", "Invalid keyword") \
  row(CountFieldIncorrect, "07002", "07001", "COUNT field incorrect") \
  row(NotACursorSpecification, "07005", "24000", "Prepared statement not a cursor-specification") \
  row(RestrictedDataType, "07006", "07006", "Restricted data type attribute violation") \
  row(InvalidDescriptorIndex, "07009", "S1002", "Invalid descriptor index") \
  row(InvalidUseOfDefaultParameter, "07S01", "07S01", "Invalid use of default parameter") \
  row(UnableToConnect, "08001", "08001", "Client unable to establish connection") \
  row(ConnectionNameInUse, "08002", "08002", "Connection name in use") \
  row(ConnectionNotOpen, "08003", "08003", "Connection not open") \
  row(ServerRejectedConnection, "08004", "08004", "Server rejected the connection") \
  row(ConnectionFailureInTransaction, "08007", "08007", "Connection failure during transaction") \
  row(CommunicationLinkFailure, "08S01", "08S01", "Communication link failure") \
  row(InsertValueListMismatch, "21S01", "21S01", "Insert value list does not match column list") \
  row(DerivedTableDegreeMismatch, "21S02", "21S02", "Degree of derived table does not match column list") \
  row(StringTooLong, "22001", "22001", "String data, right truncated") \
  row(IndicatorRequired, "22002", "22002", "Indicator variable required but not supplied") \
  row(NumericOutOfRange, "22003", "22003", "Numeric value out of range") \
  row(InvalidDatetimeFormat, "22007", "22008", "Invalid datetime format") \
  row(DatetimeOverflow, "22008", "22008", "Datetime field overflow") \
  row(DivisionByZero, "22012", "22012", "Division by zero") \
  row(IntervalOverflow, "22015", "22015", "Interval field overflow") \
  row(InvalidCharacterValue, "22018", "22005", "Invalid character value for cast specification") \
  row(InvalidEscapeCharacter, "22019", "22019", "Invalid escape character") \
  row(InvalidEscapeSequence, "22025", "22025", "Invalid escape sequence") \
  row(StringLengthMismatch, "22026", "22026", "String data, length mismatch") \
  row(IntegrityConstraint, "23000", "23000", "Integrity constraint violation") \
  row(InvalidCursorState, "24000", "24000", "Invalid cursor state") \
  row(InvalidTransactionState, "25000", "25000", "Invalid transaction state") \
  row(TransactionStateUnknown, "25S01", "25S01", "Transaction state") \
  row(TransactionStillActive, "25S02", "25S02", "Transaction is still active") \
  row(TransactionRolledBack, "25S03", "25S03", "Transaction is rolled back") \
  row(InvalidAuthorization, "28000", "28000", "Invalid authorization specification") \
  row(InvalidCursorName, "34000", "34000", "Invalid cursor name") \
  row(DuplicateCursorName, "3C000", "3C000", "Duplicate cursor name") \
  row(InvalidCatalogName, "3D000", "3D000", "Invalid catalog name") \
  row(InvalidSchemaName, "3F000", "3F000", "Invalid schema name") \
  row(SerializationFailure, "40001", "40001", "Serialization failure") \
  row(ConstraintRolledBack, "40002", "40002", "Integrity constraint violation") \
  row(StatementCompletionUnknown, "40003", "40003", "Statement completion unknown") \
  row(SyntaxOrAccess, "42000", "37000", "Syntax error or access violation") \
  row(TableExists, "42S01", "S0001", "Base table or view already exists") \
  row(TableNotFound, "42S02", "S0002", "Base table or view not found") \
  row(IndexExists, "42S11", "S0011", "Index already exists") \
  row(IndexNotFound, "42S12", "S0012", "Index not found") \
  row(ColumnExists, "42S21", "S0021", "Column already exists") \
  row(ColumnNotFound, "42S22", "S0022", "Column not found") \
  row(WithCheckOption, "44000", "44000", "WITH CHECK OPTION violation") \
  row(GeneralError, "HY000", "S1000", "General error") \
  row(MemoryAllocation, "HY001", "S1001", "Memory allocation error") \
  row(InvalidCType, "HY003", "S1003", "Invalid application buffer type") \
  row(InvalidSqlType, "HY004", "S1004", "Invalid SQL data type") \
  row(StatementNotPrepared, "HY007", "S1010", "Associated statement is not prepared") \
  row(OperationCanceled, "HY008", "S1008", "Operation canceled") \
  row(InvalidNullPointer, "HY009", "S1009", "Invalid use of null pointer") \
  row(FunctionSequence, "HY010", "S1010", "Function sequence error") \
  row(AttributeCannotBeSetNow, "HY011", "S1011", "Attribute cannot be set now") \
  row(InvalidTransactionOperation, "HY012", "S1012", "Invalid transaction operation code") \
  row(MemoryManagement, "HY013", "S1013", "Memory management error") \
  row(TooManyHandles, "HY014", "S1014", "Limit on the number of handles exceeded") \
  row(NoCursorName, "HY015", "S1015", "No cursor name available") \
  row(CannotModifyIrd, "HY016", "S1016", "Cannot modify an implementation row descriptor") \
  row(AutomaticDescriptorHandle, "HY017", "S1017", "Invalid use of an automatically allocated descriptor handle") \
  row(ServerDeclinedCancel, "HY018", "70100", "Server declined cancel request") \
  row(NonCharacterDataInPieces, "HY019", "22003", "Non-character and non-binary data sent in pieces") \
  row(ConcatenateNull, "HY020", "S1020", "Attempt to concatenate a null value") \
  row(InconsistentDescriptor, "HY021", "S1021", "Inconsistent descriptor information") \
  row(InvalidAttributeValue, "HY024", "S1009", "Invalid attribute value") \
  row(InvalidBufferLength, "HY090", "S1090", "Invalid string or buffer length") \
  row(InvalidDescriptorField, "HY091", "S1091", "Invalid descriptor field identifier") \
  row(InvalidAttribute, "HY092", "S1092", "Invalid attribute/option identifier") \
  row(FunctionTypeOutOfRange, "HY095", "S1095", "Function type out of range") \
  row(InfoTypeOutOfRange, "HY096", "S1096", "Information type out of range") \
  row(ColumnTypeOutOfRange, "HY097", "S1097", "Column type out of range") \
  row(ScopeTypeOutOfRange, "HY098", "S1098", "Scope type out of range") \
  row(NullableTypeOutOfRange, "HY099", "S1099", "Nullable type out of range") \
  row(UniquenessTypeOutOfRange, "HY100", "S1100", "Uniqueness option type out of range") \
  row(AccuracyTypeOutOfRange, "HY101", "S1101", "Accuracy option type out of range") \
  row(InvalidRetrievalCode, "HY103", "S1103", "Invalid retrieval code") \
  row(InvalidPrecisionOrScale, "HY104", "S1104", "Invalid precision or scale value") \
  row(InvalidParameterType, "HY105", "S1105", "Invalid parameter type") \
  row(FetchTypeOutOfRange, "HY106", "S1106", "Fetch type out of range") \
  row(RowValueOutOfRange, "HY107", "S1107", "Row value out of range") \
  row(InvalidCursorPosition, "HY109", "S1109", "Invalid cursor position") \
  row(InvalidDriverCompletion, "HY110", "S1110", "Invalid driver completion") \
  row(InvalidBookmarkValue, "HY111", "S1111", "Invalid bookmark value") \
  row(NotImplemented, "HYC00", "S1C00", "Optional feature not implemented") \
  row(Timeout, "HYT00", "S1T00", "Timeout expired") \
  row(ConnectionTimeout, "HYT01", "S1T00", "Connection timeout expired") \
  row(FunctionNotSupported, "IM001", "IM001", "Driver does not support this function") \
  row(DataSourceNotFound, "IM002", "IM002", "Data source not found and no default driver specified") \
  row(DialogProhibited, "IM007", "IM007", "No data source or driver specified; dialog prohibited") \
  row(DialogFailed, "IM008", "IM008", "Dialog failed")
// clang-format on

enum class State {
#define D1ODBC_NAME(name, odbc3, odbc2, meaning) name,
  D1ODBC_SQLSTATES(D1ODBC_NAME)
#undef D1ODBC_NAME
};

struct StateFacts {
  std::string_view code;        // ODBC 3, five characters
  std::string_view odbc2_code;  // what an application that asked for ODBC 2 behaviour sees
  std::string_view meaning;
};

/// The row of the table for `state`.
[[nodiscard]] const StateFacts& facts_of(State state) noexcept;

/// Classes 01 and 02 are warnings, everything else is an error.
[[nodiscard]] bool is_warning(State state) noexcept;

}  // namespace d1odbc
