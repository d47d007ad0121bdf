// Owns: a statement handle: its text, bindings, attributes, results and state. Never: converts, sends, moves rows
// itself.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "convert/text_buffer.h"
#include "cursor/cursor.h"
#include "execute/change_rows.h"
#include "execute/data_at_execution.h"
#include "execute/describe_parameters.h"
#include "execute/run.h"
#include "handle/connection.h"
#include "handle/connection_user.h"
#include "handle/d1_figures.h"
#include "handle/descriptor.h"
#include "handle/handle.h"
#include "handle/statement_attributes.h"
#include "schema/catalog.h"
#include "sql/positioned_text.h"
#include "sql/statement_text.h"
#include "value/described_rows.h"

namespace d1odbc {

/// Where SQLDescribeCol writes; each place may be null.
struct ColumnOut {
  SQLSMALLINT* sql_type = nullptr;
  SQLULEN* size = nullptr;
  SQLSMALLINT* digits = nullptr;
  SQLSMALLINT* nullable = nullptr;
};

/// SQLBindParameter's arguments.
struct ParameterBinding {
  SQLSMALLINT direction = SQL_PARAM_INPUT;
  SQLSMALLINT c_type = SQL_C_DEFAULT;
  SQLSMALLINT sql_type = SQL_VARCHAR;
  SQLULEN size = 0;
  SQLSMALLINT digits = 0;
  void* data = nullptr;
  SQLLEN capacity = 0;
  SQLLEN* length_or_indicator = nullptr;
};

/// SQLBindCol's arguments.
struct ColumnBinding {
  SQLSMALLINT c_type = SQL_C_DEFAULT;
  void* data = nullptr;
  SQLLEN capacity = 0;
  SQLLEN* length_or_indicator = nullptr;
};

/// The names that catalog functions take for a table or procedure: absent for a null pointer.
struct CatalogNames {
  std::optional<std::string> catalog;
  std::optional<std::string> schema;
  std::optional<std::string> object;
};

/// Every method is one ODBC function, with its states; all but `cancel` run under the call mutex.
class Statement : public Handle, public ConnectionUser {
 public:
  static constexpr HandleKind handle_kind = HandleKind::Statement;

  explicit Statement(std::shared_ptr<Connection> connection);
  ~Statement() override;

  // statement.cpp: preparing, and what came of running
  SQLRETURN prepare(const std::string& text);
  SQLRETURN execute();
  SQLRETURN execute_directly(const std::string& text);
  SQLRETURN more_results();
  SQLRETURN free(SQLUSMALLINT option);
  SQLRETURN close_cursor();

  // statement_data.cpp: data at execution, cancelling
  SQLRETURN parameter_data(SQLPOINTER* token);
  SQLRETURN put_data(SQLPOINTER data, SQLLEN length);
  void cancel();
  void admit() override;
  [[nodiscard]] Pending pending() const noexcept override;

  // statement_parameters.cpp
  SQLRETURN bind_parameter(SQLUSMALLINT number, const ParameterBinding& given);
  SQLRETURN number_of_parameters(SQLSMALLINT* count);
  SQLRETURN describe_parameter(SQLUSMALLINT number, const ColumnOut& out);

  // statement_results.cpp
  SQLRETURN number_of_columns(SQLSMALLINT* count);
  SQLRETURN describe_column(SQLUSMALLINT number, const TextOut& name, const ColumnOut& out);
  SQLRETURN column_attribute(SQLUSMALLINT number, SQLUSMALLINT field, const TextOut& text, SQLLEN* numeric);
  SQLRETURN row_count(SQLLEN* count);
  SQLRETURN bind_column(SQLUSMALLINT number, const ColumnBinding& binding);

  // statement_cursor.cpp: moving through a result
  SQLRETURN fetch();
  SQLRETURN fetch_scroll(SQLSMALLINT orientation, SQLLEN offset);
  SQLRETURN fetch_extended(SQLUSMALLINT orientation, SQLLEN offset, SQLULEN* rows_fetched, SQLUSMALLINT* row_status);
  SQLRETURN get_data(const DataRequest& request);
  SQLRETURN set_scroll_options(SQLUSMALLINT concurrency, SQLLEN keyset_size, SQLUSMALLINT rowset_size);
  SQLRETURN set_cursor_name(const std::string& name);
  SQLRETURN cursor_name(const TextOut& out);

  // statement_positions.cpp: which rows are refreshed or changed (statement_changes.cpp: how)
  SQLRETURN set_position(SQLSETPOSIROW row, SQLUSMALLINT operation, SQLUSMALLINT lock);
  SQLRETURN bulk_operation(SQLUSMALLINT operation);

  // statement_catalog.cpp
  SQLRETURN tables(CatalogNames names, const std::optional<std::string>& types);
  SQLRETURN columns(CatalogNames names, std::optional<std::string> column);
  SQLRETURN primary_keys(CatalogNames names);
  SQLRETURN foreign_keys(CatalogNames parent_names, CatalogNames child_names);
  SQLRETURN statistics(CatalogNames names, SQLUSMALLINT unique, SQLUSMALLINT accuracy);
  SQLRETURN special_columns(SQLUSMALLINT kind, CatalogNames names, SQLUSMALLINT scope, SQLUSMALLINT nullable);
  SQLRETURN table_privileges(CatalogNames names);
  SQLRETURN column_privileges(CatalogNames names, std::optional<std::string> column);
  SQLRETURN procedures(CatalogNames names);
  SQLRETURN procedure_columns(CatalogNames names, std::optional<std::string> column);
  SQLRETURN type_info(SQLSMALLINT sql_type);

  // statement_attributes.cpp
  SQLRETURN set_attribute(SQLINTEGER attribute, SQLPOINTER value);
  SQLRETURN get_attribute(SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER* length, const TextOut& text);
  SQLRETURN get_figure(const FigureAttribute& attribute, SQLPOINTER value, SQLINTEGER* length, const TextOut& text);

  // statement_descriptors.cpp
  /// Tells the four descriptors that came with the statement whose they are, so that their calls find it.
  void own_descriptors(SQLHANDLE handle) noexcept;

  /// What the IRD describes. Throws HY007 when the statement is neither prepared nor executed, and what describing
  /// throws.
  [[nodiscard]] const std::vector<Column>& row_description();

  /// SQL_DESC_UPDATABLE of a described column: what a cursor that can change rows allows; of others, and of a text that
  /// opens none, `otherwise`: programs decide by "unknown" that they may try.
  [[nodiscard]] SQLLEN updatability(SQLUSMALLINT number, SQLLEN otherwise);

  /// Record 0 of the IRD. Throws 07009 when bookmarks are off.
  [[nodiscard]] Column bookmark_description() const;

  [[nodiscard]] Connection& connection() noexcept { return *connection_; }

  void fill_header(CallReport& report) const override;
  [[nodiscard]] std::string connection_name() const override { return connection_->connection_name(); }
  [[nodiscard]] std::string server_name() const override { return connection_->server_name(); }
  [[nodiscard]] bool is_odbc2() const noexcept override { return connection_->is_odbc2(); }

 private:
  [[nodiscard]] SQLULEN attribute(SQLINTEGER id) const;
  void keep_attribute(SQLINTEGER id, SQLULEN value);
  void keep_cursor_attribute(SQLINTEGER id, SQLULEN value);
  [[nodiscard]] Deadlines deadlines() const;
  [[nodiscard]] CatalogOptions catalog_options() const;
  /// Whether a name may be a null pointer; as an identifier (SQL_ATTR_METADATA_ID) few may.
  enum class MayBeNull { Always, UnlessIdentifier, Never };
  [[nodiscard]] CatalogArgument catalog_argument(std::optional<std::string> text, MayBeNull may_be_null) const;
  [[nodiscard]] TableArguments table_arguments(CatalogNames names, MayBeNull table_may_be_null) const;
  [[nodiscard]] Grantee grantee() const;
  void begin_catalog_call();
  SQLRETURN show_catalog(const std::function<DescribedRows(const Mirror&)>& list);
  void follow_cursor_type();
  void require_settable(const NumericAttribute& attribute) const;
  [[nodiscard]] FieldValue attribute_value(SQLINTEGER id) const;
  [[nodiscard]] SQLULEN current_row_number(SQLINTEGER id) const;
  void use_descriptor(DescriptorSlot& slot, SQLHANDLE handle);
  [[nodiscard]] Descriptor& descriptor_of(DescriptorRole role) const noexcept;
  void set_header_attribute(const HeaderAttribute& attribute, SQLPOINTER value);
  [[nodiscard]] FieldValue header_attribute(const HeaderAttribute& attribute) const;

  void set_text(const std::string& text);
  SQLRETURN run_text();
  /// The bindings that one execution reads.
  struct BoundParameters {
    DescriptorData apd, ipd;
  };
  [[nodiscard]] BoundParameters bound_parameters() const;
  SQLRETURN run_sets(const BoundParameters& parameters, const SuppliedValues& supplied);
  [[nodiscard]] std::vector<std::vector<Value>> read_sets(const BoundParameters& parameters,
                                                          const SuppliedValues& supplied);
  void run_read_sets(const std::vector<std::vector<Value>>& sets, const BoundParameters& parameters);
  SQLRETURN report_failed_set(const BoundParameters& parameters, SQLULEN* processed, const SetError& error);
  void run_updatable(const std::vector<Value>& values, const UpdatableSelect& select);
  void run_positioned(const std::vector<std::vector<Value>>& sets);
  [[nodiscard]] std::optional<UpdatableSelect> updatable_select();
  void warn_when_read_only();
  SQLRETURN need_data(std::vector<DataAtExecution::Item> items, std::function<SQLRETURN(const SuppliedValues&)> go_on);
  void give_up_waiting() noexcept;
  [[nodiscard]] bool found_no_row() const;
  void begin_call();
  void refuse_open_cursor() const;
  void show_result(std::size_t index);
  void show(DescribedRows result);
  void close_result();
  [[nodiscard]] const std::vector<Column>& described_columns();
  void refuse_missing_result() const;
  [[nodiscard]] Column described_column(SQLUSMALLINT number);
  void pin_described_types();
  [[nodiscard]] Cursor& open_cursor();
  [[nodiscard]] const Cursor& open_cursor() const;
  [[nodiscard]] CursorOptions cursor_options() const;
  SQLRETURN fetch_rowset(const FetchTarget& target, const RowsetReport& report);
  [[nodiscard]] FetchTarget target_of(SQLSMALLINT orientation, SQLLEN offset, const void* bookmark);
  void read_added_rows();
  void take_positioned_changes();
  void publish_place();

  /// A rowset place (from 0) and the row of the result (from 0) that a change is about.
  struct ChangedPlace {
    std::size_t place = 0;
    std::size_t row = 0;
  };
  enum class Change { Update, Delete, Add };
  /// What SQLSetPos or SQLBulkOperations is to change.
  struct ChangeRequest {
    Change change = Change::Update;
    bool is_bulk = false;
    bool are_many = false;  // all rows of a rowset: SQL_ATTR_ROWS_FETCHED_PTR is told how many
    std::vector<ChangedPlace> places;
    DescriptorData ard = {};  // as it was when the call began, whatever becomes of a shared descriptor
  };
  [[nodiscard]] std::vector<ChangedPlace> places_of(SQLSETPOSIROW row, Change change);
  [[nodiscard]] std::vector<ChangedPlace> bookmarked_places(std::size_t size);
  [[nodiscard]] std::size_t bookmarked_row(std::size_t place) const;
  void require_updatable() const;
  SQLRETURN refresh(SQLSETPOSIROW row);
  SQLRETURN transfer_places(const std::vector<ChangedPlace>& places, bool are_many);
  SQLRETURN change(ChangeRequest request);
  SQLRETURN finish_change(const ChangeRequest& request, const SuppliedValues& supplied);
  void refuse_all(const std::vector<ChangedPlace>& places, const OdbcError& error);
  void leave_rowset();
  [[nodiscard]] RowChange change_of(const ChangeRequest& request, const ChangedPlace& place,
                                    const SuppliedValues& supplied) const;
  [[nodiscard]] std::vector<ColumnValue> assignments_of(const ChangeRequest& request, const ChangedPlace& place,
                                                        const SuppliedValues& supplied) const;
  [[nodiscard]] std::optional<ColumnValue> assignment_of(const ChangeRequest& request, const ChangedPlace& place,
                                                         std::size_t number, const SuppliedValues& supplied) const;
  [[nodiscard]] std::vector<DataAtExecution::Item> columns_at_execution(const ChangeRequest& request) const;
  [[nodiscard]] RowVersion version_of(std::size_t row) const;
  void apply_change(const ChangeRequest& request, const ChangedPlace& place, const ChangedRow& changed);
  void give_bookmark(const DescriptorData& ard, std::size_t place, std::size_t row);
  void report_affected(bool are_many, std::size_t rows);
  void report_row(std::size_t place, SQLUSMALLINT status);
  void refuse_row(std::size_t place, const OdbcError& error);
  void require_text() const;
  void require_parameters() const;
  [[nodiscard]] const ParameterDescription& described_parameter(SQLUSMALLINT number);

  std::shared_ptr<Connection> connection_;
  DescriptorSlot ard_, apd_;  // the application may replace them
  std::shared_ptr<Descriptor> ird_, ipd_;
  std::vector<SQLULEN> numbers_;  // numeric attributes, in the order of their table
  CancelToken cancel_;

  std::optional<PreparedText> text_;
  std::vector<LocalDescription> described_;                      // by statement of the text
  bool is_prepared_ = false;                                     // by SQLPrepare, so that SQLExecute may run it
  std::optional<std::vector<ParameterDescription>> parameters_;  // of the text, once they were asked for
  bool types_are_told_ = false;  // types of columns must not change before the next prepare

  std::optional<PositionedText> positioned_;  // UPDATE or DELETE … WHERE CURRENT OF

  std::vector<Outcome> outcomes_;    // results not yet shown
  std::size_t shown_ = 0;            // index of the one that is shown
  std::size_t shown_statement_ = 0;  // the statement of the text that brought it
  bool executed_ = false;
  std::optional<Cursor> cursor_;
  std::int64_t row_count_ = -1;
  std::optional<Meta> figures_;  // what D1 said of the last execution; closing its result keeps them

  /// Data at execution: what is to be done once all data is there.
  struct PendingData {
    DataAtExecution data;
    std::function<SQLRETURN(const SuppliedValues&)> go_on;
  };
  std::optional<PendingData> pending_;
  std::atomic<bool> is_waiting_canceled_{false};

  /// Which function moved the cursor last: they do not mix (appendix B).
  enum class MovedBy { Nothing, Fetch, ExtendedFetch };
  MovedBy moved_by_ = MovedBy::Nothing;
  bool is_after_bulk_ = false;               // the cursor is on no row until it is fetched again (HY109)
  void* fetch_bookmark_ = nullptr;           // SQL_ATTR_FETCH_BOOKMARK_PTR
  std::size_t status_size_ = 0;              // elements of the row status array, for a change
  SQLUSMALLINT* extended_status_ = nullptr;  // where SQLExtendedFetch reported: SQLSetPos does so too

  std::shared_ptr<const UpdatableResult> updatable_;  // of the open cursor; null: its rows cannot be changed
  std::string read_only_because_ = {};
  bool has_cursor_name_ = false;  // somebody may name the cursor
};

}  // namespace d1odbc
