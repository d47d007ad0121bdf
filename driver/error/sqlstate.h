// Owns: every SQLSTATE this driver can return, one row each. Never: texts of single errors (who throws writes those).
#pragma once

#include <string_view>

namespace d1odbc {

// name, ODBC 3 code, ODBC 2 code, who defines the subclass, meaning (ODBC reference, appendix A and function pages; the
// ODBC 2 codes from "SQLSTATE Mappings", the origins from SQLGetDiagField, SQL_DIAG_SUBCLASS_ORIGIN). Where ODBC 2 told
// apart what ODBC 3 does not, there is a row for each. Names stay: they stand in many files.
// clang-format off
#define D1ODBC_SQLSTATES(row) \
  row(GeneralWarning, "01000", "01000", Iso, "General warning") \
  row(CursorOperationConflict, "01001", "01S03", Iso, "Cursor operation conflict") \
  row(DisconnectError, "01002", "01002", Iso, "Disconnect error") \
  row(NullEliminated, "01003", "01003", Iso, "NULL value eliminated in set function") \
  row(StringTruncated, "01004", "01004", Iso, "String data, right truncated") \
  row(InvalidConnectionStringAttribute, "01S00", "01S00", Odbc, "Invalid connection string attribute") \
  row(ErrorInRow, "01S01", "01S01", Odbc, "Error in row") \
  row(OptionValueChanged, "01S02", "01S02", Odbc, "Option value changed") \
  row(FetchBeforeFirstRowset, "01S06", "01S06", Odbc, "Attempt to fetch before the result set returned the first rowset") \
  row(FractionalTruncation, "01S07", "01S07", Odbc, "Fractional truncation") \
  row(ErrorSavingFileDsn, "01S08", "01S08", Odbc, "Error saving File DSN") \
  row(InvalidKeyword, "01S09", "01S09", Odbc, "Invalid keyword") \
  row(CountFieldIncorrect, "07002", "07001", Iso, "COUNT field incorrect") \
  row(NotACursorSpecification, "07005", "24000", Iso, "Prepared statement not a cursor-specification") \
  row(RestrictedDataType, "07006", "07006", Iso, "Restricted data type attribute violation") \
  row(InvalidDescriptorIndex, "07009", "S1002", Iso, "Invalid descriptor index") \
  row(InvalidParameterNumber, "07009", "S1093", Iso, "Invalid descriptor index") \
  row(InvalidUseOfDefaultParameter, "07S01", "07S01", Odbc, "Invalid use of default parameter") \
  row(UnableToConnect, "08001", "08001", Iso, "Client unable to establish connection") \
  row(ConnectionNameInUse, "08002", "08002", Iso, "Connection name in use") \
  row(ConnectionNotOpen, "08003", "08003", Iso, "Connection not open") \
  row(ServerRejectedConnection, "08004", "08004", Iso, "Server rejected the connection") \
  row(ConnectionFailureInTransaction, "08007", "08007", Iso, "Connection failure during transaction") \
  row(CommunicationLinkFailure, "08S01", "08S01", Odbc, "Communication link failure") \
  row(InsertValueListMismatch, "21S01", "21S01", Odbc, "Insert value list does not match column list") \
  row(DerivedTableDegreeMismatch, "21S02", "21S02", Odbc, "Degree of derived table does not match column list") \
  row(StringTooLong, "22001", "22001", Iso, "String data, right truncated") \
  row(IndicatorRequired, "22002", "22002", Iso, "Indicator variable required but not supplied") \
  row(NumericOutOfRange, "22003", "22003", Iso, "Numeric value out of range") \
  row(InvalidDatetimeFormat, "22007", "22008", Iso, "Invalid datetime format") \
  row(DatetimeOverflow, "22008", "22008", Iso, "Datetime field overflow") \
  row(DivisionByZero, "22012", "22012", Iso, "Division by zero") \
  row(IntervalOverflow, "22015", "22015", Iso, "Interval field overflow") \
  row(InvalidCharacterValue, "22018", "22005", Iso, "Invalid character value for cast specification") \
  row(InvalidEscapeCharacter, "22019", "22019", Iso, "Invalid escape character") \
  row(InvalidEscapeSequence, "22025", "22025", Iso, "Invalid escape sequence") \
  row(StringLengthMismatch, "22026", "22026", Iso, "String data, length mismatch") \
  row(IntegrityConstraint, "23000", "23000", Iso, "Integrity constraint violation") \
  row(InvalidCursorState, "24000", "24000", Iso, "Invalid cursor state") \
  row(InvalidTransactionState, "25000", "25000", Iso, "Invalid transaction state") \
  row(TransactionStateUnknown, "25S01", "25S01", Odbc, "Transaction state") \
  row(TransactionStillActive, "25S02", "25S02", Odbc, "Transaction is still active") \
  row(TransactionRolledBack, "25S03", "25S03", Odbc, "Transaction is rolled back") \
  row(InvalidAuthorization, "28000", "28000", Iso, "Invalid authorization specification") \
  row(InvalidCursorName, "34000", "34000", Iso, "Invalid cursor name") \
  row(DuplicateCursorName, "3C000", "3C000", Iso, "Duplicate cursor name") \
  row(InvalidCatalogName, "3D000", "3D000", Iso, "Invalid catalog name") \
  row(InvalidSchemaName, "3F000", "3F000", Iso, "Invalid schema name") \
  row(SerializationFailure, "40001", "40001", Iso, "Serialization failure") \
  row(ConstraintRolledBack, "40002", "40002", Iso, "Integrity constraint violation") \
  row(StatementCompletionUnknown, "40003", "40003", Iso, "Statement completion unknown") \
  row(SyntaxOrAccess, "42000", "37000", Iso, "Syntax error or access violation") \
  row(TableExists, "42S01", "S0001", Odbc, "Base table or view already exists") \
  row(TableNotFound, "42S02", "S0002", Odbc, "Base table or view not found") \
  row(IndexExists, "42S11", "S0011", Odbc, "Index already exists") \
  row(IndexNotFound, "42S12", "S0012", Odbc, "Index not found") \
  row(ColumnExists, "42S21", "S0021", Odbc, "Column already exists") \
  row(ColumnNotFound, "42S22", "S0022", Odbc, "Column not found") \
  row(WithCheckOption, "44000", "44000", Iso, "WITH CHECK OPTION violation") \
  row(GeneralError, "HY000", "S1000", Iso, "General error") \
  row(MemoryAllocation, "HY001", "S1001", Iso, "Memory allocation error") \
  row(InvalidCType, "HY003", "S1003", Iso, "Invalid application buffer type") \
  row(InvalidSqlType, "HY004", "S1004", Iso, "Invalid SQL data type") \
  row(StatementNotPrepared, "HY007", "S1010", Iso, "Associated statement is not prepared") \
  row(OperationCanceled, "HY008", "S1008", Iso, "Operation canceled") \
  row(InvalidNullPointer, "HY009", "S1009", Iso, "Invalid use of null pointer") \
  row(FunctionSequence, "HY010", "S1010", Iso, "Function sequence error") \
  row(AttributeCannotBeSetNow, "HY011", "S1011", Iso, "Attribute cannot be set now") \
  row(InvalidTransactionOperation, "HY012", "S1012", Iso, "Invalid transaction operation code") \
  row(MemoryManagement, "HY013", "S1013", Iso, "Memory management error") \
  row(TooManyHandles, "HY014", "S1014", Iso, "Limit on the number of handles exceeded") \
  row(NoCursorName, "HY015", "S1015", Iso, "No cursor name available") \
  row(CannotModifyIrd, "HY016", "S1016", Iso, "Cannot modify an implementation row descriptor") \
  row(AutomaticDescriptorHandle, "HY017", "S1017", Iso, "Invalid use of an automatically allocated descriptor handle") \
  row(ServerDeclinedCancel, "HY018", "70100", Iso, "Server declined cancel request") \
  row(NonCharacterDataInPieces, "HY019", "22003", Iso, "Non-character and non-binary data sent in pieces") \
  row(ConcatenateNull, "HY020", "S1020", Iso, "Attempt to concatenate a null value") \
  row(InconsistentDescriptor, "HY021", "S1021", Iso, "Inconsistent descriptor information") \
  row(InvalidAttributeValue, "HY024", "S1009", Iso, "Invalid attribute value") \
  row(InvalidBufferLength, "HY090", "S1090", Iso, "Invalid string or buffer length") \
  row(InvalidDescriptorField, "HY091", "S1091", Iso, "Invalid descriptor field identifier") \
  row(InvalidAttribute, "HY092", "S1092", Iso, "Invalid attribute/option identifier") \
  row(ReadOnlyCursor, "HY092", "S1009", Iso, "Invalid attribute/option identifier") \
  row(FunctionTypeOutOfRange, "HY095", "S1095", Odbc, "Function type out of range") \
  row(InfoTypeOutOfRange, "HY096", "S1096", Iso, "Information type out of range") \
  row(ColumnTypeOutOfRange, "HY097", "S1097", Odbc, "Column type out of range") \
  row(ScopeTypeOutOfRange, "HY098", "S1098", Odbc, "Scope type out of range") \
  row(NullableTypeOutOfRange, "HY099", "S1099", Odbc, "Nullable type out of range") \
  row(UniquenessTypeOutOfRange, "HY100", "S1100", Odbc, "Uniqueness option type out of range") \
  row(AccuracyTypeOutOfRange, "HY101", "S1101", Odbc, "Accuracy option type out of range") \
  row(InvalidRetrievalCode, "HY103", "S1103", Iso, "Invalid retrieval code") \
  row(InvalidPrecisionOrScale, "HY104", "S1104", Iso, "Invalid precision or scale value") \
  row(InvalidParameterType, "HY105", "S1105", Odbc, "Invalid parameter type") \
  row(FetchTypeOutOfRange, "HY106", "S1106", Iso, "Fetch type out of range") \
  row(RowValueOutOfRange, "HY107", "S1107", Odbc, "Row value out of range") \
  row(InvalidCursorPosition, "HY109", "S1109", Odbc, "Invalid cursor position") \
  row(InvalidDriverCompletion, "HY110", "S1110", Odbc, "Invalid driver completion") \
  row(InvalidBookmarkValue, "HY111", "S1111", Odbc, "Invalid bookmark value") \
  row(NoAsynchronousConnection, "HY114", "S1114", Odbc, "Driver does not support connection-level asynchronous function execution") \
  row(AsynchronousEndOfTransaction, "HY115", "S1115", Odbc, "SQLEndTran is not allowed for an environment that contains a connection with asynchronous function execution enabled") \
  row(ConnectionSuspended, "HY117", "S1117", Odbc, "Connection is suspended due to unknown transaction state") \
  row(NoAsynchronousNotification, "HY118", "S1118", Odbc, "Driver does not support asynchronous notification") \
  row(NotImplemented, "HYC00", "S1C00", Iso, "Optional feature not implemented") \
  row(Timeout, "HYT00", "S1T00", Odbc, "Timeout expired") \
  row(ConnectionTimeout, "HYT01", "S1T00", Odbc, "Connection timeout expired") \
  row(FunctionNotSupported, "IM001", "IM001", Odbc, "Driver does not support this function") \
  row(DataSourceNotFound, "IM002", "IM002", Odbc, "Data source not found and no default driver specified") \
  row(DialogProhibited, "IM007", "IM007", Odbc, "No data source or driver specified; dialog prohibited") \
  row(DialogFailed, "IM008", "IM008", Odbc, "Dialog failed") \
  row(TranslationNotLoaded, "IM009", "IM009", Odbc, "Unable to load translation DLL")
// clang-format on

enum class State {
#define D1ODBC_NAME(name, odbc3, odbc2, origin, meaning) name,
  D1ODBC_SQLSTATES(D1ODBC_NAME)
#undef D1ODBC_NAME
};

/// The document that defines a state: SQL_DIAG_CLASS_ORIGIN and SQL_DIAG_SUBCLASS_ORIGIN.
enum class StateOrigin { Iso, Odbc };

struct StateFacts {
  std::string_view code;        // ODBC 3, five characters
  std::string_view odbc2_code;  // what an application that asked for ODBC 2 behaviour sees
  StateOrigin subclass_origin;  // of the class it is Odbc for IM only
  std::string_view meaning;
};

/// The row of the table for `state`.
[[nodiscard]] const StateFacts& facts_of(State state) noexcept;

/// Class 01 is a warning, everything else an error.
[[nodiscard]] bool is_warning(State state) noexcept;

/// Whether the state says that a transaction failed, or may have failed: such records rank first.
[[nodiscard]] bool is_transaction_failure(State state) noexcept;

}  // namespace d1odbc
