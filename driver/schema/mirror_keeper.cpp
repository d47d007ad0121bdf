// Owns: loading the schema of a database and its freshness. Never: compiles.
#include "schema/mirror_keeper.h"

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

}  // namespace

MirrorKeeper::MirrorKeeper(Client client, std::chrono::seconds lifetime)
    : client_(std::move(client)), lifetime_(lifetime) {}

void MirrorKeeper::load(const Deadlines& deadlines, CancelToken& cancel) {
  const Ticket before = ticket();
  const D1Statement statement{std::string(schema_query), {}};
  const RunReport report = client_.run({&statement, 1}, Effect::Reads, deadlines, cancel);
  take(report.items.front().rows, before);
}

MirrorKeeper::Ticket MirrorKeeper::ticket() const {
  const std::lock_guard lock(mutex_);
  return generation_;
}

void MirrorKeeper::take(const ResultSet& rows, Ticket ticket) {
  const std::shared_ptr<const Mirror> loaded = Mirror::load(schema_rows(rows));
  const std::lock_guard lock(mutex_);
  const bool overtaken = ticket != generation_;
  ++generation_;
  if (overtaken && mirror_ && !stale_) {
    // Somebody else's answer is in place; which of the two is newer cannot be told.
    stale_ = true;
    return;
  }
  mirror_ = loaded;
  loaded_at_ = std::chrono::steady_clock::now();
  stale_ = overtaken;
}

bool MirrorKeeper::is_fresh() const {
  const std::lock_guard lock(mutex_);
  return mirror_ && !stale_ && std::chrono::steady_clock::now() - loaded_at_ < lifetime_;
}

std::shared_ptr<const Mirror> MirrorKeeper::fresh(const Deadlines& deadlines, CancelToken& cancel) {
  if (!is_fresh()) load(deadlines, cancel);
  return at_hand();
}

std::shared_ptr<const Mirror> MirrorKeeper::at_hand() const {
  const std::lock_guard lock(mutex_);
  return mirror_;
}

void MirrorKeeper::mark_stale() {
  const std::lock_guard lock(mutex_);
  stale_ = true;
  ++generation_;
}

}  // namespace d1odbc
