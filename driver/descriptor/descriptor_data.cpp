// Owns: the records of a descriptor and the arithmetic of bound arrays. Never: reads what lies at an address.
#include "descriptor/descriptor_data.h"

namespace d1odbc {

const DescriptorRecord* DescriptorData::bound(std::size_t number) const noexcept {
  if (number > records.size()) return nullptr;
  const DescriptorRecord& record = number == 0 ? bookmark : records[number - 1];
  return record.is_bound() ? &record : nullptr;
}

const DescriptorRecord* DescriptorData::described(std::size_t number) const noexcept {
  if (number == 0 || number > records.size()) return nullptr;
  const DescriptorRecord& record = records[number - 1];
  return record.is_described ? &record : nullptr;
}

DescriptorRecord& DescriptorData::record(std::size_t number) {
  if (number == 0) return bookmark;
  if (records.size() < number) records.resize(number);
  return records[number - 1];
}

void DescriptorData::unbind(std::size_t number) noexcept {
  if (number > records.size()) return;
  const bool is_highest = number == records.size();
  (number == 0 ? bookmark : records[number - 1]) = DescriptorRecord{};
  while (is_highest && !records.empty() && !records.back().is_bound()) records.pop_back();
}

void* item_address(void* base, const DescriptorHeader& header, std::size_t row, std::size_t item_size) noexcept {
  if (base == nullptr) return nullptr;
  const std::size_t stride = header.bind_type == SQL_BIND_BY_COLUMN ? item_size : header.bind_type;
  const SQLLEN offset = header.bind_offset == nullptr ? 0 : *header.bind_offset;
  return static_cast<char*>(base) + offset + static_cast<std::ptrdiff_t>(row * stride);
}

}  // namespace d1odbc
