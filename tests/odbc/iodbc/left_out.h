// Owns: the tests that do not run through iODBC, each with what iODBC 3.52.9 does there by itself. They all run with the
// same module without a manager (direct_wide_tests). Never: a test; differences that a test allows for in its own text.
#pragma once

#include <array>

namespace application {

struct LeftOut {
  const char* test;
  const char* why;
};

constexpr std::array left_out_of_iodbc{
    LeftOut{"TODO", "TODO"},
};

}  // namespace application
