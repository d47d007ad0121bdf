// Owns: what something cost: wall time, this process's processor time, its memory. Never: what is measured.
#pragma once

#include <string>

namespace bench {

/// Milliseconds; `cpu` is user and system time of all threads of this process.
struct Cost {
  double wall = 0;
  double cpu = 0;
};

/// Runs from its construction.
class Stopwatch {
 public:
  Stopwatch();
  [[nodiscard]] Cost elapsed() const;

 private:
  Cost began_;
};

/// Bytes of resident memory, now and at most since `forget_peak_memory`.
struct Memory {
  long now = 0;
  long peak = 0;
};

/// As the kernel tells it in /proc/self/status.
[[nodiscard]] Memory memory();
void forget_peak_memory();

/// {"wall_ms":…,"cpu_ms":…}
[[nodiscard]] std::string json_of(const Cost& cost);

}  // namespace bench
