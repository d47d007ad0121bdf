// Owns: storage of the rows of one answer. Never: parses or converts a value.
#include "value/result_set.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

#include "error/odbc_error.h"

namespace d1odbc {

namespace {

constexpr std::size_t first_block_rows = 16;
constexpr std::size_t largest_block_rows = 4096;
constexpr std::size_t first_arena_bytes = 4096;
// Not larger than a block of cells: glibc keeps twice the largest piece that was ever freed for itself.
constexpr std::size_t largest_arena_bytes = 1U << 18U;

}  // namespace

ResultSet::ResultSet(std::vector<std::string> column_names)
    : names_(std::move(column_names)), inexact_columns_(names_.size(), false) {}

void ResultSet::add_block() {
  Block block;
  block.first_row = rows_;
  block.capacity = blocks_.empty() ? first_block_rows : std::min(blocks_.back().capacity * 4, largest_block_rows);
  block.payloads = std::make_unique_for_overwrite<std::uint64_t[]>(block.capacity * columns());
  block.tags = std::make_unique_for_overwrite<CellTag[]>(block.capacity * columns());
  blocks_.push_back(std::move(block));
}

Arena& ResultSet::arena_for(std::size_t length) {
  const bool has_room = !arenas_.empty() && arenas_.back().capacity - arenas_.back().used >= length;
  if (has_room && arenas_.back().used <= StoredPlace::largest_part && length < StoredPlace::whole_arena)
    return arenas_.back();
  if (arenas_.size() > StoredPlace::largest_part)
    throw OdbcError(State::MemoryAllocation, "The answer has more long values than can be kept.");
  const std::size_t usual =
      arenas_.empty() ? first_arena_bytes : std::min(arenas_.back().capacity * 2, largest_arena_bytes);
  const std::size_t capacity = std::max(usual, length);
  return arenas_.emplace_back(std::make_unique_for_overwrite<char[]>(capacity), std::size_t{0}, capacity);
}

void ResultSet::keep(StorageClass storage, std::string_view bytes, CellTag& tag, std::uint64_t& payload) {
  if (bytes.size() <= CellTag::longest_inside) {
    tag = CellTag(storage, bytes.size());
    payload = 0;
    if (!bytes.empty()) std::memcpy(&payload, bytes.data(), bytes.size());
    return;
  }
  Arena& arena = arena_for(bytes.size());
  const StoredPlace place{
      .arena = arenas_.size() - 1, .offset = arena.used, .length = std::min(bytes.size(), StoredPlace::whole_arena)};
  std::memcpy(arena.bytes.get() + arena.used, bytes.data(), bytes.size());
  arena.used += bytes.size();
  tag = CellTag(storage);
  payload = place.payload();
}

void ResultSet::append(const ValueView& cell) {
  if (filled_in_row_ == 0 && (blocks_.empty() || rows_ == blocks_.back().first_row + blocks_.back().capacity))
    add_block();
  Block& block = blocks_.back();
  const std::size_t index = (rows_ - block.first_row) * columns() + filled_in_row_;
  block.tags[index] = CellTag(cell.storage);
  switch (cell.storage) {
    case StorageClass::Null:
      block.payloads[index] = 0;
      break;
    case StorageClass::Integer:
      block.payloads[index] = std::bit_cast<std::uint64_t>(cell.integer);
      break;
    case StorageClass::Real:
      block.payloads[index] = std::bit_cast<std::uint64_t>(cell.real);
      break;
    case StorageClass::Text:
    case StorageClass::Blob:
      keep(cell.storage, cell.bytes, block.tags[index], block.payloads[index]);
      break;
  }
  if (++filled_in_row_ == columns()) {
    filled_in_row_ = 0;
    ++rows_;
  }
}

void ResultSet::mark_last_inexact() {
  const std::size_t last = (filled_in_row_ == 0 ? columns() : filled_in_row_) - 1;
  inexact_columns_[last] = true;
}

bool ResultSet::has_inexact() const noexcept {
  return std::ranges::find(inexact_columns_, true) != inexact_columns_.end();
}

bool ResultSet::is_rounded(std::size_t row, std::size_t column) const noexcept {
  if (!inexact_columns_[column]) return false;
  constexpr std::int64_t first_inexact = 9007199254740992;  // 2^53
  const ValueView cell = at(row, column);
  if (cell.storage == StorageClass::Real) return std::fabs(cell.real) >= static_cast<double>(first_inexact);
  return cell.storage == StorageClass::Integer && (cell.integer >= first_inexact || cell.integer <= -first_inexact);
}

void ResultSet::accept_inexact(std::size_t column) { inexact_columns_[column] = false; }

const ResultSet::Block& ResultSet::block_of(std::size_t row) const noexcept {
  const auto after = std::upper_bound(blocks_.begin(), blocks_.end(), row,
                                      [](std::size_t wanted, const Block& block) { return wanted < block.first_row; });
  return *std::prev(after);
}

RowView ResultSet::row(std::size_t row) const noexcept {
  const Block& block = block_of(row);
  const std::size_t first = (row - block.first_row) * columns();
  return {block.payloads.get() + first, block.tags.get() + first, arenas_.data()};
}

ValueView ResultSet::at(std::size_t row, std::size_t column) const noexcept { return this->row(row).at(column); }

std::size_t ResultSet::memory() const noexcept {
  std::size_t total = 0;
  for (const Block& block : blocks_) total += block.capacity * columns() * (sizeof(std::uint64_t) + sizeof(CellTag));
  for (const Arena& arena : arenas_) total += arena.capacity;
  return total;
}

}  // namespace d1odbc
