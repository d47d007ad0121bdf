// Owns: which connection attributes there are and what values they take. Never: applies them.
#include "handle/connection_attributes.h"

#include <array>

namespace d1odbc {

namespace {

constexpr SQLULEN longest_timeout = 86400;  // seconds: one day, as for the keywords

// id, name, default, when, applied, known, replacement
const std::array table = {
    NumericAttribute{SQL_ATTR_ACCESS_MODE,
                     "SQL_ATTR_ACCESS_MODE",
                     SQL_MODE_READ_WRITE,
                     When::Anytime,
                     {SQL_MODE_READ_WRITE, SQL_MODE_READ_ONLY},
                     {}},
    NumericAttribute{SQL_ATTR_ASYNC_ENABLE,
                     "SQL_ATTR_ASYNC_ENABLE",
                     SQL_ASYNC_ENABLE_OFF,
                     When::Anytime,
                     {SQL_ASYNC_ENABLE_OFF},
                     {SQL_ASYNC_ENABLE_ON}},
    NumericAttribute{SQL_ATTR_AUTO_IPD, "SQL_ATTR_AUTO_IPD", SQL_FALSE, When::ReadOnly, {}, {}},
    NumericAttribute{SQL_ATTR_AUTOCOMMIT,
                     "SQL_ATTR_AUTOCOMMIT",
                     SQL_AUTOCOMMIT_ON,
                     When::Anytime,
                     {SQL_AUTOCOMMIT_ON, SQL_AUTOCOMMIT_OFF},
                     {}},
    NumericAttribute{SQL_ATTR_CONNECTION_DEAD, "SQL_ATTR_CONNECTION_DEAD", SQL_CD_FALSE, When::ReadOnly, {}, {}},
    NumericAttribute{
        SQL_ATTR_CONNECTION_TIMEOUT, "SQL_ATTR_CONNECTION_TIMEOUT", 0, When::Anytime, {}, {}, {}, longest_timeout},
    NumericAttribute{
        SQL_ATTR_LOGIN_TIMEOUT, "SQL_ATTR_LOGIN_TIMEOUT", 0, When::BeforeConnecting, {}, {}, {}, longest_timeout},
    NumericAttribute{SQL_ATTR_METADATA_ID, "SQL_ATTR_METADATA_ID", SQL_FALSE, When::Anytime, {SQL_FALSE, SQL_TRUE}, {}},
    // D1 runs one request after the other, so every transaction is serializable.
    NumericAttribute{SQL_ATTR_TXN_ISOLATION,
                     "SQL_ATTR_TXN_ISOLATION",
                     SQL_TXN_SERIALIZABLE,
                     When::Anytime,
                     {SQL_TXN_SERIALIZABLE},
                     {SQL_TXN_READ_UNCOMMITTED, SQL_TXN_READ_COMMITTED, SQL_TXN_REPEATABLE_READ},
                     SQL_TXN_SERIALIZABLE},
};

}  // namespace

std::span<const NumericAttribute> connection_attributes() noexcept { return table; }

}  // namespace d1odbc
