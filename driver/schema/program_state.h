// Owns: what a program's registers may hold at one place in it. Never: what instructions do.
#pragma once

#include <cstddef>
#include <vector>

#include "schema/class_set.h"

namespace d1odbc {

/// What a register may hold. A record is a row packed into one value; `record` names what packed it.
struct RegisterValue {
  static constexpr int no_record = 0;        // nothing that could be unpacked was stored yet
  static constexpr int unknown_record = -1;  // one of several records, or one that came out of a column

  ExpressionType type;
  int record = no_record;

  [[nodiscard]] static constexpr RegisterValue of(const ExpressionType& type) {
    return {.type = type, .record = unknown_record};
  }
  [[nodiscard]] static constexpr RegisterValue of(ClassSet classes) { return of(ExpressionType::of(classes)); }
  /// What either may hold.
  [[nodiscard]] constexpr RegisterValue operator|(const RegisterValue& other) const {
    const int either = record == other.record || other.record == no_record ? record
                       : record == no_record                               ? other.record
                                                                           : unknown_record;
    return {.type = type | other.type, .record = either};
  }
  constexpr bool operator==(const RegisterValue&) const = default;
};

/// All registers at one place. A register that was not written holds NULL.
class Registers {
 public:
  /// Beyond this a program is not one that SQLite made for a text worth describing.
  static constexpr int most = 20'000;

  [[nodiscard]] RegisterValue at(int number) const {
    return number >= 0 && static_cast<std::size_t>(number) < values_.size() ? values_[static_cast<std::size_t>(number)]
                                                                            : RegisterValue();
  }

  /// False when there is no such register.
  [[nodiscard]] bool set(int number, const RegisterValue& value) {
    if (number < 0 || number >= most) return false;
    const auto index = static_cast<std::size_t>(number);
    if (index >= values_.size()) values_.resize(index + 1);
    values_[index] = value;
    return true;
  }

  /// Adds what `other` may hold; true when that was new here.
  bool merge(const Registers& other) {
    bool changed = false;
    if (values_.size() < other.values_.size()) values_.resize(other.values_.size());
    for (std::size_t index = 0; index < other.values_.size(); ++index) {
      const RegisterValue both = values_[index] | other.values_[index];
      changed = changed || both != values_[index];
      values_[index] = both;
    }
    return changed;
  }

  [[nodiscard]] std::size_t size() const noexcept { return values_.size(); }

 private:
  std::vector<RegisterValue> values_;
};

}  // namespace d1odbc
