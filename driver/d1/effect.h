// Owns: whether a statement may be sent twice. Never: finds out which it is (execute does, with the mirror).
#pragma once

namespace d1odbc {

/// Whether sending a statement twice could do harm (design D5).
enum class Effect { Reads, Writes };

}  // namespace d1odbc
