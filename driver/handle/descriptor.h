// Owns: a descriptor handle, and which descriptor a statement uses in a role. Never: the fields' meaning (descriptor/
// has it).
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <utility>

#include "convert/text_buffer.h"
#include "descriptor/descriptor_fields.h"
#include "handle/handle.h"

namespace d1odbc {

class Connection;
class Statement;

/// SQLGetDescRec's places; each may be null.
struct RecordOut {
  SQLSMALLINT* type = nullptr;
  SQLSMALLINT* interval_code = nullptr;
  SQLLEN* octet_length = nullptr;
  SQLSMALLINT* precision = nullptr;
  SQLSMALLINT* scale = nullptr;
  SQLSMALLINT* nullable = nullptr;
};

/// The highest record number: SQL_DESC_COUNT is an SQLSMALLINT.
inline constexpr SQLUSMALLINT most_records = 32767;

/// Throws OdbcError 07009 for a column or parameter number below 1 or above that.
void check_record_number(SQLUSMALLINT number);

/// A buffer of the application as SQLBindCol and SQLBindParameter describe it.
struct BoundBuffer {
  SQLSMALLINT c_type = SQL_C_DEFAULT;
  void* data = nullptr;
  SQLLEN capacity = 0;
  SQLLEN* length_or_indicator = nullptr;
};

/// Its record, with the defaults that go with the type. Precondition: ODBC knows the C type.
[[nodiscard]] DescriptorRecord buffer_record(const BoundBuffer& buffer, const DescriptorKind& kind);

/// Calls on a descriptor that came with a statement run under the statement's call mutex and then under its own; those
/// on one that the application allocated under its own only. The methods are ODBC functions; `owner` is the statement
/// that the descriptor came with, null for one of the application.
class Descriptor : public Handle {
 public:
  static constexpr HandleKind handle_kind = HandleKind::Descriptor;

  /// A new descriptor with its handle in the registry.
  [[nodiscard]] static std::shared_ptr<Descriptor> make(DescriptorRole role, std::shared_ptr<Connection> connection);

  Descriptor(DescriptorRole role, std::shared_ptr<Connection> connection);

  /// SQLGetDescField: `value` gets a number or place, `text` a text. SQL_NO_DATA for a record that is not there. HY091,
  /// 07009, HY007 (an IRD whose statement is not prepared), 01004, HY090, and for an IRD what describing throws.
  SQLRETURN get_field(Statement* owner, SQLSMALLINT record, SQLSMALLINT field, SQLPOINTER value, SQLINTEGER* length,
                      const TextOut& text);

  /// SQLGetDescRec. States as get_field.
  SQLRETURN get_record(Statement* owner, SQLSMALLINT record, const TextOut& name, const RecordOut& out);

  /// SQLSetDescField, SQLSetDescRec: states as write_field.
  SQLRETURN set_field(SQLSMALLINT record, SQLSMALLINT field, const FieldValue& value);
  SQLRETURN set_record(SQLSMALLINT record, const RecordFields& fields);

  /// SQLCopyDesc in two steps, so that never two descriptors are held: what the source has (HY007 for an IRD whose
  /// statement is not prepared), and taking it over (HY016, HY021).
  [[nodiscard]] DescriptorData snapshot(Statement* owner) const;
  SQLRETURN take(const DescriptorData& source);
  void require_writable() const;

  /// Binds or unbinds a record for SQLBindCol and SQLBindParameter. Called by statements, both hold by themselves.
  void bind(std::size_t number, DescriptorRecord record);
  void unbind(std::size_t number);

  /// SQLFreeStmt(SQL_UNBIND and SQL_RESET_PARAMS): SQL_DESC_COUNT becomes 0. Called by statements, holds by itself.
  void unbind_all();

  [[nodiscard]] DescriptorData& data() noexcept { return data_; }
  [[nodiscard]] const DescriptorData& data() const noexcept { return data_; }
  [[nodiscard]] DescriptorKind kind_of_fields() const noexcept;

  /// Keeps other threads from changing the data. Statements hold a descriptor while they read or write through it,
  /// never across a request and never two at once (one may be both ARD and APD). Order: the statement's call mutex
  /// first.
  [[nodiscard]] std::unique_lock<std::mutex> hold() { return std::unique_lock(call_mutex()); }

  /// A copy of the header, taken while held: for a caller that holds nothing.
  [[nodiscard]] DescriptorHeader header() {
    const auto lock = hold();
    return data_.header;
  }

  [[nodiscard]] bool is_implicit() const noexcept { return role_ != DescriptorRole::Application; }
  [[nodiscard]] SQLHANDLE handle() const noexcept { return handle_; }
  [[nodiscard]] const std::shared_ptr<Connection>& connection() const noexcept { return connection_; }

  /// The handle of the statement an implicit descriptor came with. It is set before the application can know either.
  [[nodiscard]] SQLHANDLE owner() const noexcept { return owner_; }
  void set_owner(SQLHANDLE statement) noexcept { owner_ = statement; }

  /// After SQLFreeHandle statements that use the descriptor go back to their own.
  [[nodiscard]] bool is_freed() const noexcept { return is_freed_; }
  void mark_freed() noexcept { is_freed_ = true; }

  [[nodiscard]] std::string connection_name() const override;
  [[nodiscard]] std::string server_name() const override;
  [[nodiscard]] bool is_odbc2() const noexcept override;

 private:
  [[nodiscard]] std::optional<FieldValue> field_value(Statement* owner, SQLSMALLINT record,
                                                      const DescriptorField& field) const;

  const DescriptorRole role_;
  const std::shared_ptr<Connection> connection_;
  SQLHANDLE handle_ = nullptr;
  SQLHANDLE owner_ = nullptr;
  std::atomic<bool> is_freed_ = false;
  DescriptorData data_;
};

/// The descriptor a statement uses as ARD or as APD: its own, or one of the application as long as that is not freed.
/// One that was freed stays in memory until another takes its place, so a reference stays good through a call.
class DescriptorSlot {
 public:
  explicit DescriptorSlot(std::shared_ptr<Descriptor> own) : own_(std::move(own)) {}

  /// Uses a descriptor of the application; null: the statement's own again.
  void use(std::shared_ptr<Descriptor> given) noexcept { given_ = std::move(given); }

  [[nodiscard]] Descriptor& operator*() const noexcept { return given_ && !given_->is_freed() ? *given_ : *own_; }
  [[nodiscard]] Descriptor* operator->() const noexcept { return &**this; }
  [[nodiscard]] Descriptor& own() const noexcept { return *own_; }

 private:
  std::shared_ptr<Descriptor> own_;
  std::shared_ptr<Descriptor> given_;
};

}  // namespace d1odbc
