// Owns: what a connection asks of its statements before something changes under them. Never: statements themselves.
#pragma once

namespace d1odbc {

/// What of a handle stands in the way of a change of its connection.
enum class Pending {
  Nothing,
  Result,  // a cursor is open: another database is 24000
  Data,    // SQLParamData waits for data (SQL_NEED_DATA): HY010
};

/// A handle below a connection that may be in the middle of something. The connection asks under the handle's call
/// mutex.
class ConnectionUser {
 public:
  virtual ~ConnectionUser() = default;
  [[nodiscard]] virtual Pending pending() const noexcept = 0;
};

}  // namespace d1odbc
