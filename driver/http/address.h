// Owns: IP addresses as values: reading, printing, loopback or not. Never: resolves names.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace d1odbc {

/// An IPv4 (length 4) or IPv6 (length 16) address in network byte order. An IPv4-mapped IPv6 address stays IPv6.
struct Address {
  std::array<std::uint8_t, 16> bytes{};
  std::uint8_t length = 4;
  std::uint32_t scope_id = 0;  // IPv6 link-local only

  [[nodiscard]] bool is_v6() const noexcept { return length == 16; }
  auto operator<=>(const Address&) const = default;
};

/// Reads "127.0.0.1" or "::1" (no brackets, no scope). Nothing when the text is no IP address.
[[nodiscard]] std::optional<Address> parse_address(std::string_view text);

[[nodiscard]] std::string to_text(const Address& address);

/// True for 127.0.0.0/8, ::1 and ::ffff:127.0.0.0/104: the only peers that plain http:// may talk to (design D11).
[[nodiscard]] bool is_loopback(const Address& address) noexcept;

/// True when the first `prefix_bits` of both agree and they are of one family.
[[nodiscard]] bool in_network(const Address& address, const Address& network, std::size_t prefix_bits) noexcept;

/// Puts the families in turn, starting with the first one's and keeping the order inside each (RFC 8305, section 4), so
/// that one dead family delays a connection by one step only.
[[nodiscard]] std::vector<Address> interleave_families(const std::vector<Address>& addresses);

}  // namespace d1odbc
