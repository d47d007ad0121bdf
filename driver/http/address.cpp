// Owns: IP addresses as values: reading, printing, loopback or not. Never: resolves names.
#include "http/address.h"

#include <arpa/inet.h>

#include <algorithm>

namespace d1odbc {

std::optional<Address> parse_address(std::string_view text) {
  const std::string terminated(text);
  if (terminated.find('\0') != std::string::npos) return std::nullopt;
  Address address;
  if (inet_pton(AF_INET, terminated.c_str(), address.bytes.data()) == 1) return address;
  address.length = 16;
  if (inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) == 1) return address;
  return std::nullopt;
}

std::string to_text(const Address& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(address.is_v6() ? AF_INET6 : AF_INET, address.bytes.data(), text.data(), text.size());
  return text.data();
}

bool is_loopback(const Address& address) noexcept {
  constexpr Address v4_loopback{.bytes = {127}, .length = 4};
  constexpr Address v6_loopback{.bytes = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, .length = 16};
  constexpr Address mapped_loopback{.bytes = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 127}, .length = 16};
  return in_network(address, v4_loopback, 8) || in_network(address, v6_loopback, 128) ||
         in_network(address, mapped_loopback, 104);
}

bool in_network(const Address& address, const Address& network, std::size_t prefix_bits) noexcept {
  if (address.length != network.length || prefix_bits > std::size_t{address.length} * 8) return false;
  for (std::size_t bit = 0; bit < prefix_bits; ++bit) {
    const auto mask = static_cast<std::uint8_t>(0x80U >> (bit % 8));
    if ((address.bytes[bit / 8] & mask) != (network.bytes[bit / 8] & mask)) return false;
  }
  return true;
}

std::vector<Address> interleave_families(const std::vector<Address>& addresses) {
  if (addresses.empty()) return {};
  std::vector<Address> preferred;
  std::vector<Address> others;
  for (const Address& address : addresses) {
    (address.length == addresses.front().length ? preferred : others).push_back(address);
  }
  std::vector<Address> in_turn;
  for (std::size_t index = 0; index < std::max(preferred.size(), others.size()); ++index) {
    if (index < preferred.size()) in_turn.push_back(preferred[index]);
    if (index < others.size()) in_turn.push_back(others[index]);
  }
  return in_turn;
}

}  // namespace d1odbc
