// Owns: how a statement and its four descriptors belong together. Never: the fields' rules.
#include "cursor/bookmark.h"
#include "handle/registry.h"
#include "handle/statement.h"
#include "handle/statement_attributes.h"

namespace d1odbc {

void Statement::own_descriptors(SQLHANDLE handle) noexcept {
  for (Descriptor* descriptor : {&ard_.own(), &apd_.own(), ird_.get(), ipd_.get()}) descriptor->set_owner(handle);
}

void Statement::use_descriptor(DescriptorSlot& slot, SQLHANDLE handle) {
  if (handle == SQL_NULL_HDESC || handle == slot.own().handle()) {
    slot.use(nullptr);
    return;
  }
  std::shared_ptr<Descriptor> given = Registry::of_process().find<Descriptor>(handle);
  if (!given) throw OdbcError(State::InvalidAttributeValue, "The value is no descriptor handle.");
  if (given->is_implicit()) {
    throw OdbcError(State::AutomaticDescriptorHandle,
                    "A descriptor that came with a statement cannot be given to another, or for another use.");
  }
  if (given->connection() != connection_)
    throw OdbcError(State::InvalidAttributeValue, "The descriptor belongs to another connection.");
  slot.use(std::move(given));
}

Descriptor& Statement::descriptor_of(DescriptorRole role) const noexcept {
  switch (role) {
    case DescriptorRole::ApplicationRow:
      return *ard_;
    case DescriptorRole::ApplicationParameter:
      return *apd_;
    case DescriptorRole::ImplementationRow:
      return *ird_;
    default:
      return *ipd_;
  }
}

void Statement::set_header_attribute(const HeaderAttribute& attribute, SQLPOINTER value) {
  Descriptor& descriptor = descriptor_of(attribute.role);
  const DescriptorField& field = descriptor_field(attribute.field);
  const auto lock = descriptor.hold();
  // An attribute is an SQLULEN where the field is an SQLINTEGER, so the number is not cut to the field's size.
  const FieldValue given = field.type == FieldType::Pointer ? FieldValue(value) : number_of(FieldType::Unsigned, value);
  write_field(descriptor.data(), descriptor.kind_of_fields(), 0, field, given);
}

FieldValue Statement::header_attribute(const HeaderAttribute& attribute) const {
  Descriptor& descriptor = descriptor_of(attribute.role);
  const auto lock = descriptor.hold();
  return *read_field(descriptor.data(), descriptor.kind_of_fields(), 0, descriptor_field(attribute.field));
}

const std::vector<Column>& Statement::row_description() {
  const bool is_described = executed_ || (text_ && is_prepared_);
  if (!is_described) throw OdbcError(State::StatementNotPrepared, "The statement is neither prepared nor executed.");
  const std::vector<Column>& columns = described_columns();
  if (!columns.empty()) pin_described_types();
  return columns;
}

Column Statement::bookmark_description() const {
  const SQLULEN use = attribute(SQL_ATTR_USE_BOOKMARKS);
  if (use == SQL_UB_OFF)
    throw OdbcError(State::InvalidDescriptorIndex, "There is no record 0: bookmarks are off (SQL_ATTR_USE_BOOKMARKS).");
  return bookmark_column(use);
}

}  // namespace d1odbc
