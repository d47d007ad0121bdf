// Owns: the order of asking and the joining of pieces. Never: converts a value.
#include "execute/data_at_execution.h"

#include <string_view>

#include "error/odbc_error.h"

namespace d1odbc {

std::optional<SQLPOINTER> DataAtExecution::next() {
  if (asked_ > 0) {
    const Item& open = items_[asked_ - 1];
    if (!supplied_.contains({open.row, open.number}))
      throw OdbcError(State::FunctionSequence, "No data was given for item {}; call SQLPutData first.", open.number);
  }
  if (asked_ == items_.size()) return std::nullopt;
  return items_[asked_++].token;
}

std::string_view DataAtExecution::piece(const void* data, SQLLEN length) const {
  const CTypeFacts& c_type = *items_[asked_ - 1].c_type;
  if (length == SQL_DEFAULT_PARAM) {
    throw OdbcError(State::InvalidUseOfDefaultParameter,
                    "SQL_DEFAULT_PARAM is for procedures, which D1 does not have.");
  }
  const bool is_fixed = c_type.size != 0;
  const bool has_end = length == SQL_NTS && c_type.family != CFamily::Binary;
  if (length < 0 && !is_fixed && !has_end)
    throw OdbcError(State::InvalidBufferLength, "A length of {} was given.", length);
  if (data == nullptr) {
    if (length == 0 && !is_fixed) return {};
    throw OdbcError(State::InvalidNullPointer, "The data is a null pointer.");
  }
  const auto* const bytes = static_cast<const char*>(data);
  if (is_fixed) return {bytes, c_type.size};
  return {bytes, has_end ? terminated_length(data, c_type.family) : static_cast<std::size_t>(length)};
}

void DataAtExecution::put(const void* data, SQLLEN length) {
  if (asked_ == 0) throw OdbcError(State::FunctionSequence, "No data was asked for; call SQLParamData first.");
  const Item& item = items_[asked_ - 1];
  const auto earlier = supplied_.find({item.row, item.number});
  const bool is_first = earlier == supplied_.end();
  if (length == SQL_NULL_DATA) {
    if (!is_first) throw OdbcError(State::AttributeCannotBeSetNow, "NULL cannot follow other pieces of a value.");
    supplied_[{item.row, item.number}] = {.is_null = true, .bytes = {}};
    return;
  }
  if (!is_first && earlier->second.is_null) throw OdbcError(State::ConcatenateNull, "No piece can follow NULL.");
  if (!is_first && item.c_type->size != 0)
    throw OdbcError(State::NonCharacterDataInPieces, "A {} comes in one piece.", item.c_type->name);
  const std::string_view more = piece(data, length);
  supplied_[{item.row, item.number}].bytes.append(more);
}

}  // namespace d1odbc
