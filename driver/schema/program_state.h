// Owns: what a program's registers may hold at one place in it. Never: what instructions do.
#pragma once

#include <cstddef>
#include <optional>
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

/// All registers and the tables under the cursors at one place. A register that was not written holds NULL.
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

  /// Which table or index (its root page) cursor `number` was last opened on; empty: not here, or one of several.
  [[nodiscard]] std::optional<int> opened(int number) const {
    const auto index = static_cast<std::size_t>(number);
    if (number < 0 || index >= cursors_.size() || cursors_[index] <= 0) return std::nullopt;
    return cursors_[index];
  }
  void open(int number, int root_page) {
    if (number < 0 || number >= most) return;
    const auto index = static_cast<std::size_t>(number);
    if (index >= cursors_.size()) cursors_.resize(index + 1, not_opened);
    cursors_[index] = root_page;
  }

  /// Adds what `other` may hold; true when that was new here.
  bool merge(const Registers& other) {
    bool changed = merge_cursors(other);
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
  static constexpr int not_opened = 0;
  static constexpr int several = -1;

  bool merge_cursors(const Registers& other) {
    bool changed = false;
    if (cursors_.size() < other.cursors_.size()) cursors_.resize(other.cursors_.size(), not_opened);
    for (std::size_t index = 0; index < other.cursors_.size(); ++index) {
      int& known = cursors_[index];
      const int more = other.cursors_[index];
      if (more == not_opened || more == known || known == several) continue;
      known = known == not_opened ? more : several;
      changed = true;
    }
    return changed;
  }

  std::vector<RegisterValue> values_;
  std::vector<int> cursors_;  // root pages
};

}  // namespace d1odbc
