// Owns: a descriptor handle. Never: the fields' meaning (descriptor/ has it).
#pragma once

#include <mutex>

#include "descriptor/descriptor_data.h"
#include "handle/handle.h"

namespace d1odbc {

class Connection;

class Descriptor : public Handle {
 public:
  static constexpr HandleKind handle_kind = HandleKind::Descriptor;

  enum class Allocation { ByStatement, ByApplication };

  explicit Descriptor(Allocation allocation) : Handle(handle_kind), allocation_(allocation) {}

  [[nodiscard]] DescriptorData& data() noexcept { return data_; }
  [[nodiscard]] const DescriptorData& data() const noexcept { return data_; }

  /// Keeps other threads from changing the data. Statements hold a descriptor while they read or write through it,
  /// never across a request. Order: the statement's call mutex first.
  [[nodiscard]] std::unique_lock<std::mutex> hold() { return std::unique_lock(call_mutex()); }

  [[nodiscard]] bool is_implicit() const noexcept { return allocation_ == Allocation::ByStatement; }

 private:
  const Allocation allocation_;
  DescriptorData data_;
};

}  // namespace d1odbc
