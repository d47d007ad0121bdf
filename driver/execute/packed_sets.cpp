// Owns: the cells' JSON and where one value ends and the next begins. Never: which statements take them.
#include "execute/packed_sets.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <utility>

#include "d1/json_number.h"
#include "d1/json_text.h"
#include "d1/limits.h"

namespace d1odbc {

namespace {

/// Reals that every build of SQLite reads exactly from decimal text lie between these; some builds are one unit in the
/// last place off beyond about 1e±40.
constexpr double smallest_plain = 1e-25;
constexpr double largest_plain = 1e25;

bool is_plain(double number) {
  const double size = std::fabs(number);
  return size == 0 || std::isinf(size) || (size >= smallest_plain && size <= largest_plain);
}

/// What was seen of one parameter's values.
struct Seen {
  bool blobs = false;
  bool others = false;  // neither blob nor NULL
  bool marks = false;   // reals that need a mark

  [[nodiscard]] CellForm form() const {
    if (marks || (blobs && others)) return CellForm::Marked;
    return blobs ? CellForm::Hex : CellForm::Plain;
  }
};

void append_hex(std::string& out, std::string_view bytes) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  out += '"';
  for (const char each : bytes) {
    const auto byte = static_cast<unsigned char>(each);
    out += digits[byte >> 4U];
    out += digits[byte & 0xFU];
  }
  out += '"';
}

/// `[m,e]`: a 53-bit integer and a power of two that a double can hold.
void append_parts(std::string& out, double number) {
  constexpr int mantissa_bits = 53;
  constexpr int lowest_power = -1074;
  int power = 0;
  auto mantissa = static_cast<std::int64_t>(std::ldexp(std::frexp(number, &power), mantissa_bits));
  power -= mantissa_bits;
  // A subnormal has fewer bits: what is divided away is zero.
  for (; power < lowest_power; ++power) mantissa /= 2;
  out += '[';
  append_json_integer(out, mantissa);
  out += ',';
  append_json_integer(out, power);
  out += ']';
}

void append_cell(std::string& out, const ValueView& value, CellForm form) {
  switch (value.storage) {
    case StorageClass::Null:
      out += "null";
      break;
    case StorageClass::Integer:
      append_json_integer(out, value.integer);
      break;
    case StorageClass::Real:
      if (is_plain(value.real))
        append_json_real(out, value.real);
      else
        append_parts(out, value.real);
      break;
    case StorageClass::Text:
      append_json_string(out, value.bytes);
      break;
    case StorageClass::Blob:
      if (form == CellForm::Marked) out += '[';
      append_hex(out, value.bytes);
      if (form == CellForm::Marked) out += ']';
      break;
  }
}

/// Fills one value after the other.
class Packing {
 public:
  Packing(const std::vector<unsigned>& numbers, const std::vector<CellForm>& forms)
      : numbers_(numbers), forms_(forms) {}

  void add(const std::vector<Value>& set) {
    const std::size_t before = open_.json.size();
    append(set);
    if (fits()) return;
    // This set begins the next value, or goes by itself.
    std::string own = '[' + open_.json.substr(before + 1);
    open_.json.resize(before);
    --open_.count;
    close();
    open_ = {1, std::move(own)};
    if (fits()) return;
    packed_.push_back({1, {}});
    open_ = {};
  }

  std::vector<PackedSets> finish() {
    close();
    return std::move(packed_);
  }

 private:
  void append(const std::vector<Value>& set) {
    open_.json += open_.count == 0 ? '[' : ',';
    for (std::size_t index = 0; index < numbers_.size(); ++index) {
      open_.json += index == 0 ? '[' : ',';
      append_cell(open_.json, set[numbers_[index] - 1].view(), forms_[index]);
    }
    open_.json += ']';
    ++open_.count;
  }

  /// With the last bracket.
  [[nodiscard]] bool fits() const { return open_.json.size() < d1_limits::packed_value; }

  void close() {
    if (open_.count == 0) return;
    open_.json += ']';
    packed_.push_back(std::exchange(open_, {}));
  }

  const std::vector<unsigned>& numbers_;
  const std::vector<CellForm>& forms_;
  std::vector<PackedSets> packed_;
  PackedSets open_;
};

}  // namespace

std::optional<std::vector<CellForm>> cell_forms(ParameterSets sets, const std::vector<unsigned>& numbers) {
  std::vector<CellForm> forms;
  for (const unsigned number : numbers) {
    Seen seen;
    for (const std::vector<Value>& set : sets) {
      const ValueView value = set.at(number - 1).view();
      const bool is_real = value.storage == StorageClass::Real;
      if (is_real && std::isnan(value.real)) return std::nullopt;
      seen.blobs = seen.blobs || value.storage == StorageClass::Blob;
      seen.others = seen.others || (value.storage != StorageClass::Blob && !value.is_null());
      seen.marks = seen.marks || (is_real && !is_plain(value.real));
    }
    forms.push_back(seen.form());
  }
  return forms;
}

std::vector<PackedSets> pack_sets(ParameterSets sets, const std::vector<unsigned>& numbers,
                                  const std::vector<CellForm>& forms) {
  Packing packing(numbers, forms);
  for (const std::vector<Value>& set : sets) packing.add(set);
  return packing.finish();
}

}  // namespace d1odbc
