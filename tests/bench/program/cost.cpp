// Owns: the clocks and counters of cost.h. Never: what is measured.
#include "cost.h"

#include <fmt/core.h>
#include <sys/resource.h>

#include <chrono>
#include <fstream>
#include <stdexcept>

namespace bench {
namespace {

double milliseconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
}

Cost now() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now().time_since_epoch();
  return {wall.count(), milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime)};
}

}  // namespace

Stopwatch::Stopwatch() : began_(now()) {}

Cost Stopwatch::elapsed() const {
  const Cost end = now();
  return {end.wall - began_.wall, end.cpu - began_.cpu};
}

Memory memory() {
  std::ifstream status("/proc/self/status");
  Memory result;
  for (std::string word; status >> word;) {
    if (word == "VmRSS:") status >> result.now;
    if (word == "VmHWM:") status >> result.peak;
  }
  constexpr long kilobyte = 1024;
  return {result.now * kilobyte, result.peak * kilobyte};
}

void forget_peak_memory() {
  std::ofstream clear("/proc/self/clear_refs");
  if (!(clear << "5" << std::flush)) throw std::runtime_error("/proc/self/clear_refs cannot be written.");
}

std::string json_of(const Cost& cost) {
  return fmt::format(R"({{"wall_ms":{:.3f},"cpu_ms":{:.3f}}})", cost.wall, cost.cpu);
}

}  // namespace bench
