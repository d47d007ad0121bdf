// Owns: the entry of the ODBC test programs. Never: a test.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <clocale>
#include <cstdio>

#include "test_servers.h"

int main(int count, char** arguments) {
  std::setlocale(LC_ALL, "C.UTF-8");  // the driver manager reads narrow texts in the program's encoding
  const std::string missing = servers::take_environment();
  if (!missing.empty()) {
    std::fprintf(stderr, "Start tests/d1-server/server.mjs and set the lines of its --env-out; missing:%s\n",
                 missing.c_str());
    return 2;
  }
  return doctest::Context(count, arguments).run();
}
