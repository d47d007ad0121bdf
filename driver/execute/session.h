// Owns: what the statements of one connection share while they run. Never: handles, attributes as numbers.
#pragma once

#include <atomic>
#include <chrono>
#include <utility>

#include "d1/client.h"
#include "execute/last_write.h"
#include "execute/lossless.h"
#include "log/trace.h"
#include "schema/mirror_keeper.h"
#include "value/column_type.h"

namespace d1odbc {

/// A connection's client and mirror with what execution follows. Statements on several threads share it: what changes
/// after connecting is atomic or locks by itself.
struct Session {
  Session(Client client_to_use, std::chrono::seconds schema_lifetime, TypeOptions type_options,
          Lossless lossless_reading, Trace trace_to_use)
      : mirror(std::move(client_to_use), schema_lifetime),
        types(type_options),
        lossless(lossless_reading),
        trace(std::move(trace_to_use)) {}

  MirrorKeeper mirror;
  const TypeOptions types;
  const Lossless lossless;
  const Trace trace;
  std::atomic<bool> read_only{false};  // the keyword ReadOnly or SQL_ATTR_ACCESS_MODE: writes are refused
  std::atomic<bool> autocommit{true};
  LastWrite last_write;
  std::atomic<bool> wrote_since_end{false};  // a rollback would have to undo something, which D1 cannot

  [[nodiscard]] const Client& client() const noexcept { return mirror.client(); }
};

}  // namespace d1odbc
