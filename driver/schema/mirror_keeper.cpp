// Owns: loading the schema of a database and its freshness. Never: compiles.
#include "schema/mirror_keeper.h"

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "error/odbc_error.h"

namespace d1odbc {

namespace {

std::vector<SchemaRow> schema_rows(const ResultSet& rows) {
  if (rows.columns() != 4)
    throw OdbcError(State::CommunicationLinkFailure, "The schema query gave {} columns instead of 4.", rows.columns());
  std::vector<SchemaRow> schema;
  schema.reserve(rows.rows());
  const auto text = [&](std::size_t row, std::size_t column) { return std::string(rows.at(row, column).bytes); };
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    SchemaRow& object = schema.emplace_back(SchemaRow{text(row, 0), text(row, 1), text(row, 2), std::nullopt});
    if (!rows.at(row, 3).is_null()) object.sql = text(row, 3);
  }
  return schema;
}

/// Of all rows; a length before each part keeps them apart.
std::string schema_digest(const std::vector<SchemaRow>& schema) {
  std::string text;
  const auto add = [&](std::string_view part) { text.append(fmt::format("{} ", part.size())).append(part); };
  for (const SchemaRow& row : schema) {
    for (const std::string_view part :
         {std::string_view(row.type), std::string_view(row.name), std::string_view(row.table)})
      add(part);
    add(row.sql ? "sql" : "");
    add(row.sql.value_or(""));
  }
  return digest_of(text);
}

}  // namespace

MirrorKeeper::MirrorKeeper(Client client, std::chrono::seconds lifetime)
    : client_(std::move(client)), lifetime_(lifetime), kept_(kept_mirror(client_.settings())) {}

void MirrorKeeper::load(const Deadlines& deadlines, CancelToken& cancel) {
  const Ticket before = ticket();
  const D1Statement statement{std::string(schema_query), {}};
  const RunReport report = client_.run({&statement, 1}, Effect::Reads, deadlines, cancel);
  take(report.items.front().rows, before);
}

MirrorKeeper::Ticket MirrorKeeper::ticket() const {
  const std::lock_guard lock(kept_->mutex);
  return kept_->generation;
}

void MirrorKeeper::take(const ResultSet& rows, Ticket ticket) {
  const std::vector<SchemaRow> schema = schema_rows(rows);
  const std::string digest = schema_digest(schema);
  if (keep_when_same(digest, ticket)) return;
  const std::shared_ptr<const Mirror> loaded = Mirror::load(schema);
  const std::lock_guard lock(kept_->mutex);
  const bool overtaken = ticket != kept_->generation;
  ++kept_->generation;
  if (overtaken && kept_->mirror && !kept_->stale) {
    // Somebody else's answer is in place; which of the two is newer cannot be told.
    kept_->stale = kept_->digest != digest;
    return;
  }
  kept_->mirror = loaded;
  kept_->digest = digest;
  kept_->loaded_at = std::chrono::steady_clock::now();
  kept_->stale = overtaken;
}

bool MirrorKeeper::keep_when_same(const std::string& digest, Ticket ticket) {
  const std::lock_guard lock(kept_->mutex);
  if (!kept_->mirror || kept_->digest != digest) return false;
  if (ticket != kept_->generation)
    return true;  // a change that came after the ticket is not in these rows: stale stays
  ++kept_->generation;
  kept_->loaded_at = std::chrono::steady_clock::now();
  kept_->stale = false;
  return true;
}

bool MirrorKeeper::is_fresh() const {
  const std::lock_guard lock(kept_->mutex);
  return kept_->mirror && !kept_->stale && std::chrono::steady_clock::now() - kept_->loaded_at < lifetime_;
}

std::shared_ptr<const Mirror> MirrorKeeper::fresh(const Deadlines& deadlines, CancelToken& cancel) {
  if (!is_fresh()) load(deadlines, cancel);
  return at_hand();
}

std::shared_ptr<const Mirror> MirrorKeeper::at_hand() const {
  const std::lock_guard lock(kept_->mutex);
  return kept_->mirror;
}

void MirrorKeeper::mark_stale() {
  const std::lock_guard lock(kept_->mutex);
  kept_->stale = true;
  ++kept_->generation;
}

void MirrorKeeper::doubt() {
  const std::lock_guard lock(kept_->mutex);
  if (kept_->doubted_digest == kept_->digest) return;
  kept_->doubted_digest = kept_->digest;
  kept_->stale = true;
  ++kept_->generation;
}

}  // namespace d1odbc
