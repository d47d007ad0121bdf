// Owns: the requests of this process that are under way, by endpoint and token. Never: sends, retries, decides how many
// (allowance does).
#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "d1/allowance.h"
#include "d1/countdown.h"
#include "d1/surroundings.h"

namespace d1odbc {

/// Lets requests begin. Thread safe; a forked child begins with nothing under way.
class Traffic {
 public:
  /// Whose requests are counted together; of the token only a hash is kept.
  using Key = std::pair<std::string, std::size_t>;
  static Key key_of(std::string_view endpoint, std::string_view token);

  static Traffic& of_process();

  Traffic();
  ~Traffic();
  Traffic(const Traffic&) = delete;
  Traffic& operator=(const Traffic&) = delete;

  struct Lane;

  /// A request under way; it ends with this object.
  class Permit {
   public:
    explicit Permit(std::shared_ptr<Lane> lane) noexcept : lane_(std::move(lane)) {}
    ~Permit();
    Permit(const Permit&) = delete;
    Permit& operator=(const Permit&) = delete;

    /// D1 answered well.
    void succeeded() noexcept;
    /// D1 said that there were too many requests, and to come again at `again`.
    void throttled(Allowance::Time again) noexcept;

   private:
    std::shared_ptr<Lane> lane_;
  };

  /// What a request that wants to begin may do.
  struct Terms {
    unsigned most = 8;            // requests at once, this one among them
    bool waits_for_pause = true;  // else a pause that D1 asked for is an error at once
  };

  /// Waits until a request may begin; who came first begins first. Throws OdbcError HYT00 when there is not that much
  /// time, HY008 when cancelled meanwhile.
  [[nodiscard]] std::unique_ptr<Permit> enter(const Key& key, const Terms& terms, const Countdown& countdown,
                                              CancelToken& cancel, const Surroundings& surroundings);

 private:
  struct Kept;
  [[nodiscard]] std::shared_ptr<Lane> lane_of(const Key& key);  // the lock must be held

  std::unique_ptr<Kept> kept_;
  unsigned generation_ = 0;
};

}  // namespace d1odbc
