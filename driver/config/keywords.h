// Owns: the table of connection keywords that code, tests and the README read. Never: values of one connection.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace d1odbc {

enum class Keyword : std::uint8_t {
  Dsn,
  Driver,
  FileDsn,
  SaveFile,
  Description,
  Account,
  Token,
  Database,
  Endpoint,
  LoginTimeout,
  Timeout,
  ReadOnly,
  Transactions,
  CaFile,
  Proxy,
  Compression,
  Retries,
  MaxConnections,
  LosslessIntegers,
  LongSize,
  SchemaCacheSeconds,
  WideTypes,
  IntegerType,
  DbmsName,
  DbmsVersion,
  Trace,
  TraceFile,
};

/// Ignored: the driver manager's own; accepted without a warning, read from the connection string only.
enum class KeywordKind : std::uint8_t { Text, Secret, Boolean, Seconds, Number, Choice, Ignored };

/// Where a keyword is honoured (design D11).
enum class Trust : std::uint8_t {
  Anywhere,
  SameSourceAsToken,  // an endpoint: the token must come from the same source, or the endpoint be Cloudflare's own
  WithOwnToken,       // in a connection string only together with a token from that same string
};

struct KeywordFacts {
  Keyword keyword;
  std::string_view name;
  std::string_view alias;  // "" for none (UID, PWD, …)
  KeywordKind kind;
  Trust trust;
  std::string_view default_value;
  std::string_view choices;  // "a|b|c" for Choice
  std::uint32_t minimum;     // for Seconds and Number
  std::uint32_t maximum;
  std::string_view environment;  // "A|B": variables tried in this order; "" for none
  std::string_view meaning;      // one sentence, shown in the README
};

/// The whole table, in the order of `Keyword`.
[[nodiscard]] std::span<const KeywordFacts> all_keywords() noexcept;

/// By name or alias, ASCII case folded; nullptr for an unknown one.
[[nodiscard]] const KeywordFacts* find_keyword(std::string_view name) noexcept;

/// The row of `keyword`.
[[nodiscard]] const KeywordFacts& facts_of(Keyword keyword) noexcept;

/// True for a key that unixODBC or iODBC read from odbc.ini or odbcinst.ini for themselves (`Driver64`, `CPTimeout`,
/// …): such a key may reach a connection string and must not warn. ASCII case folded.
[[nodiscard]] bool is_driver_manager_keyword(std::string_view name) noexcept;

}  // namespace d1odbc
