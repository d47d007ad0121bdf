// Owns: a statement handle: its text, bindings, attributes, results and state. Never: converts, sends, moves rows
// itself.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "convert/text_buffer.h"
#include "cursor/cursor.h"
#include "execute/run.h"
#include "handle/connection.h"
#include "handle/descriptor.h"
#include "handle/handle.h"
#include "schema/catalog.h"
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

/// Every method is one ODBC function, with its states; all but `cancel` run under the call mutex.
class Statement : public Handle {
 public:
  static constexpr HandleKind handle_kind = HandleKind::Statement;

  explicit Statement(std::shared_ptr<Connection> connection);
  ~Statement() override;

  // statement.cpp: preparing and running
  SQLRETURN prepare(const std::string& text);
  SQLRETURN execute();
  SQLRETURN execute_directly(const std::string& text);
  SQLRETURN more_results();
  SQLRETURN free(SQLUSMALLINT option);
  SQLRETURN close_cursor();
  void cancel();

  // statement_parameters.cpp
  SQLRETURN bind_parameter(SQLUSMALLINT number, const ParameterBinding& binding);
  SQLRETURN number_of_parameters(SQLSMALLINT* count);
  SQLRETURN describe_parameter(SQLUSMALLINT number, const ColumnOut& out);

  // statement_results.cpp
  SQLRETURN number_of_columns(SQLSMALLINT* count);
  SQLRETURN describe_column(SQLUSMALLINT number, const TextOut& name, const ColumnOut& out);
  SQLRETURN column_attribute(SQLUSMALLINT number, SQLUSMALLINT field, const TextOut& text, SQLLEN* numeric);
  SQLRETURN row_count(SQLLEN* count);
  SQLRETURN bind_column(SQLUSMALLINT number, const ColumnBinding& binding);
  SQLRETURN fetch(const FetchTarget& target = {});
  SQLRETURN fetch_scroll(SQLSMALLINT orientation, SQLLEN offset);
  SQLRETURN get_data(const DataRequest& request);

  // statement_catalog.cpp
  SQLRETURN tables(std::optional<std::string> catalog, std::optional<std::string> schema,
                   std::optional<std::string> table, const std::optional<std::string>& types);
  SQLRETURN columns(std::optional<std::string> catalog, std::optional<std::string> schema,
                    std::optional<std::string> table, std::optional<std::string> column);
  SQLRETURN type_info(SQLSMALLINT sql_type);

  // statement_attributes.cpp
  SQLRETURN set_attribute(SQLINTEGER attribute, SQLPOINTER value);
  SQLRETURN get_attribute(SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER* length);

  /// The four descriptors that came with the statement, as handles; freed with it.
  struct DescriptorHandles {
    SQLHANDLE row = nullptr, parameter = nullptr, row_implementation = nullptr, parameter_implementation = nullptr;
  };
  [[nodiscard]] const DescriptorHandles& descriptor_handles() const noexcept { return handles_; }
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
  [[nodiscard]] CatalogArgument catalog_argument(std::optional<std::string> text, bool may_be_null) const;
  [[nodiscard]] SQLULEN* header_number(SQLINTEGER id);
  [[nodiscard]] void** header_pointer(SQLINTEGER id);
  [[nodiscard]] SQLHANDLE* descriptor_handle(SQLINTEGER id);

  void set_text(const std::string& text);
  SQLRETURN run_prepared();
  [[nodiscard]] bool found_no_row() const;
  void begin_call();
  void refuse_open_cursor() const;
  void show_result(std::size_t index);
  void show(DescribedRows result);
  void close_result();
  [[nodiscard]] const std::vector<Column>& described_columns();
  [[nodiscard]] const Column& described_column(SQLUSMALLINT number);
  void pin_described_types();
  [[nodiscard]] Cursor& open_cursor();
  void require_text() const;
  void require_parameters() const;

  std::shared_ptr<Connection> connection_;
  std::shared_ptr<Descriptor> ard_, apd_, ird_, ipd_;
  DescriptorHandles handles_;
  std::vector<SQLULEN> numbers_;  // numeric attributes, in the order of their table
  CancelToken cancel_;

  std::optional<PreparedText> text_;
  std::vector<LocalDescription> described_;  // by statement of the text
  bool is_prepared_ = false;                 // by SQLPrepare, so that SQLExecute may run it
  bool types_are_told_ = false;              // types of columns must not change before the next prepare

  std::vector<Outcome> outcomes_;    // results not yet shown
  std::size_t shown_ = 0;            // index of the one that is shown
  std::size_t shown_statement_ = 0;  // the statement of the text that brought it
  bool executed_ = false;
  std::optional<Cursor> cursor_;
  SQLULEN cursor_type_ = SQL_CURSOR_FORWARD_ONLY;  // of the cursor that is open
  std::int64_t row_count_ = -1;
};

}  // namespace d1odbc
