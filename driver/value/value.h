// Owns: one SQLite value, owned or viewed. Never: C buffers of the application, JSON, SQL types.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace d1odbc {

/// SQLite's storage classes (the "type" that a single value has).
enum class StorageClass : std::uint8_t { Null, Integer, Real, Text, Blob };

/// A value that somebody else keeps alive. Text is UTF-8 and may hold U+0000.
struct ValueView {
  StorageClass storage = StorageClass::Null;
  std::int64_t integer = 0;     // for Integer
  double real = 0;              // for Real
  std::string_view bytes = {};  // for Text and Blob

  [[nodiscard]] static ValueView null() noexcept { return {}; }
  [[nodiscard]] static ValueView of(std::int64_t number) noexcept {
    return {.storage = StorageClass::Integer, .integer = number};
  }
  [[nodiscard]] static ValueView of(double number) noexcept { return {.storage = StorageClass::Real, .real = number}; }
  [[nodiscard]] static ValueView text(std::string_view utf8) noexcept {
    return {.storage = StorageClass::Text, .bytes = utf8};
  }
  [[nodiscard]] static ValueView blob(std::string_view bytes) noexcept {
    return {.storage = StorageClass::Blob, .bytes = bytes};
  }

  [[nodiscard]] bool is_null() const noexcept { return storage == StorageClass::Null; }
};

/// A value that keeps its own bytes: a parameter on its way to D1.
class Value {
 public:
  Value() = default;

  [[nodiscard]] static Value null() { return {}; }
  [[nodiscard]] static Value of(std::int64_t number) { return Value(ValueView::of(number), {}); }
  [[nodiscard]] static Value of(double number) { return Value(ValueView::of(number), {}); }
  [[nodiscard]] static Value text(std::string utf8) {
    return Value(ValueView{.storage = StorageClass::Text}, std::move(utf8));
  }
  [[nodiscard]] static Value blob(std::string bytes) {
    return Value(ValueView{.storage = StorageClass::Blob}, std::move(bytes));
  }

  /// A value of its own with what the view shows.
  [[nodiscard]] static Value copy_of(const ValueView& view) {
    ValueView scalar = view;
    scalar.bytes = {};
    return Value(scalar, std::string(view.bytes));
  }

  [[nodiscard]] StorageClass storage() const noexcept { return scalar_.storage; }
  [[nodiscard]] bool is_null() const noexcept { return scalar_.is_null(); }

  /// Valid as long as this value is neither changed nor destroyed.
  [[nodiscard]] ValueView view() const noexcept {
    ValueView seen = scalar_;
    seen.bytes = bytes_;
    return seen;
  }

 private:
  Value(ValueView scalar, std::string bytes) : scalar_(scalar), bytes_(std::move(bytes)) {}

  ValueView scalar_;
  std::string bytes_;
};

}  // namespace d1odbc
