// Owns: the width of SQLWCHAR, as this file is compiled with. Never: texts.
#include "value/wide_character.h"

#include <sql.h>
#include <sqlext.h>

namespace d1odbc {

// Constant, so that it is there before any other object is made.
constinit const std::size_t wide_character_bytes = sizeof(SQLWCHAR);

static_assert(sizeof(SQLWCHAR) == D1ODBC_WIDE_BYTES, "the ODBC headers and the build disagree on SQLWCHAR");

}  // namespace d1odbc
