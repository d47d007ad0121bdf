// Owns: what the mirror knows of a table that a statement writes to. Never: texts of statements, counts.
#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "value/value.h"

namespace d1odbc {

/// What a write to a table may do beside its own rows.
struct WriteEffects {
  bool is_known = false;       // the mirror has the table
  bool has_rowid = false;      // an INSERT sets last_insert_rowid(): no view, not WITHOUT ROWID
  bool changes_others = true;  // triggers, or foreign-key actions of others: `meta.changes` counts their rows too
};

/// The effects of writes to a mirror's tables, each read when it is first asked for: every INSERT asks. Not thread
/// safe.
class WriteEffectsCache {
 public:
  using Row = std::function<void(const std::vector<ValueView>& cells)>;
  /// Runs a query on the mirror, as Mirror::query does.
  using Query = std::function<void(std::string_view sql, std::initializer_list<ValueView> parameters, const Row& row)>;

  /// Of a table that the mirror does not have, and where objects are missing in it (`is_whole`: none), the careful
  /// answer is given.
  [[nodiscard]] WriteEffects find(std::string_view table, bool is_whole, const Query& query);

 private:
  void read_watched_tables(const Query& query);
  [[nodiscard]] WriteEffects read(const std::string& name, bool is_whole, const Query& query);

  bool is_refused_ = false;
  bool has_watched_tables_ = false;
  std::unordered_set<std::string> watched_;  // with triggers, or named by a foreign key with an action; folded
  std::unordered_map<std::string, WriteEffects> effects_;  // of known tables; folded
};

}  // namespace d1odbc
