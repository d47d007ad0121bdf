// Owns: which storage classes a value may have, as far as a text and a schema tell. Never: values, SQL types.
#pragma once

#include <algorithm>
#include <cstdint>

namespace d1odbc {

/// A set of SQLite's storage classes. NULL is in every set and is not mentioned: it decides no type.
class ClassSet {
 public:
  constexpr ClassSet() = default;  // nothing but NULL

  [[nodiscard]] static constexpr ClassSet integer() { return ClassSet(1U); }
  [[nodiscard]] static constexpr ClassSet real() { return ClassSet(2U); }
  [[nodiscard]] static constexpr ClassSet text() { return ClassSet(4U); }
  [[nodiscard]] static constexpr ClassSet blob() { return ClassSet(8U); }
  [[nodiscard]] static constexpr ClassSet number() { return integer() | real(); }
  /// A number of which nothing tells whether it is an integer: what a parameter or a text counts as in arithmetic.
  [[nodiscard]] static constexpr ClassSet some_number() { return ClassSet(number().bits_ | loose); }
  [[nodiscard]] static constexpr ClassSet anything() { return number() | text() | blob(); }

  [[nodiscard]] constexpr bool is_empty() const { return (bits_ & classes) == 0; }
  [[nodiscard]] constexpr bool includes(ClassSet other) const {
    return (other.bits_ & classes & ~std::uint32_t{bits_}) == 0;
  }
  /// Whether at least one class is in both.
  [[nodiscard]] constexpr bool meets(ClassSet other) const { return (bits_ & other.bits_ & classes) != 0; }
  /// Whether it has these classes and no others; how sure they are is not compared.
  [[nodiscard]] constexpr bool is(ClassSet other) const { return includes(other) && other.includes(*this); }

  /// The same classes, believed because a declared type says so or because integers rarely overflow: SQLite itself
  /// does not promise them.
  [[nodiscard]] constexpr ClassSet as_hint() const { return ClassSet(bits_ | hint); }
  [[nodiscard]] constexpr bool is_hint() const { return (bits_ & hint) != 0; }
  [[nodiscard]] constexpr bool is_loose() const { return (bits_ & loose) != 0; }
  /// `result`, as sure as this set is.
  [[nodiscard]] constexpr ClassSet carry(ClassSet result) const {
    return ClassSet(std::uint32_t{result.bits_} | (std::uint32_t{bits_} & (hint | loose)));
  }

  [[nodiscard]] constexpr ClassSet operator|(ClassSet other) const { return ClassSet(bits_ | other.bits_); }
  constexpr ClassSet& operator|=(ClassSet other) { return *this = *this | other; }
  constexpr bool operator==(const ClassSet&) const = default;

 private:
  static constexpr std::uint32_t classes = 15U;
  static constexpr std::uint32_t hint = 16U;
  static constexpr std::uint32_t loose = 32U;
  explicit constexpr ClassSet(std::uint32_t bits) : bits_(static_cast<std::uint8_t>(bits)) {}

  std::uint8_t bits_ = 0;
};

/// What is known of an expression without running it.
struct ExpressionType {
  static constexpr std::uint16_t unbounded = 0xFFFF;
  static constexpr std::uint32_t no_column = 0;
  static constexpr std::uint32_t several_columns = 0xFFFF'FFFF;

  ClassSet classes;
  std::uint16_t longest_text = 0;    // UTF-16 units that a text of it has at most, or `unbounded`
  std::uint32_t column = no_column;  // whose value it is unchanged: a number that StoredColumnsCache gave it

  [[nodiscard]] static constexpr ExpressionType of(ClassSet classes) {
    return {.classes = classes, .longest_text = classes.meets(ClassSet::text()) ? unbounded : std::uint16_t{0}};
  }
  /// Whether it is one column's value; NULL may stand for it.
  [[nodiscard]] constexpr bool is_column() const { return column != no_column && column != several_columns; }
  [[nodiscard]] constexpr ExpressionType operator|(const ExpressionType& other) const {
    return {.classes = classes | other.classes,
            .longest_text = std::max(longest_text, other.longest_text),
            .column = either_column(other)};
  }
  constexpr bool operator==(const ExpressionType&) const = default;

 private:
  [[nodiscard]] constexpr bool is_null() const { return classes.is_empty() && column == no_column; }
  [[nodiscard]] constexpr std::uint32_t either_column(const ExpressionType& other) const {
    if (column == other.column || other.is_null()) return column;
    return is_null() ? other.column : several_columns;
  }
};

}  // namespace d1odbc
