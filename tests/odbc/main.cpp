// Owns: the entry of the ODBC test programs. Never: a test.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <algorithm>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <set>

#include "test_servers.h"

namespace {

/// iODBC looks into the user's own list of drivers before that of the system (SYSODBCINSTINI), which tests/run names.
/// The variable means something else to unixODBC, so it is set here and not there.
void use_drivers_of_the_system_only() {
  const char* drivers = std::getenv("SYSODBCINSTINI");
  if (application::manager() == application::Manager::Iodbc && drivers != nullptr) setenv("ODBCINSTINI", drivers, 1);
}

/// The names of tests that were not run. Of a test that is left out and not among them the name has changed.
std::set<std::string> skipped_tests;

struct SkippedTests : doctest::IReporter {
  explicit SkippedTests(const doctest::ContextOptions&) {}
  void report_query(const doctest::QueryData&) override {}
  void test_run_start() override {}
  void test_run_end(const doctest::TestRunStats&) override {}
  void test_case_start(const doctest::TestCaseData&) override {}
  void test_case_reenter(const doctest::TestCaseData&) override {}
  void test_case_end(const doctest::CurrentTestCaseStats&) override {}
  void test_case_exception(const doctest::TestCaseException&) override {}
  void subcase_start(const doctest::SubcaseSignature&) override {}
  void subcase_end() override {}
  void log_assert(const doctest::AssertData&) override {}
  void log_message(const doctest::MessageData&) override {}
  void test_case_skipped(const doctest::TestCaseData& test) override { skipped_tests.emplace(test.m_name); }
};
REGISTER_LISTENER("skipped_tests", 1, SkippedTests);

/// A name as a filter of doctest, which parts filters at commas.
std::string filter_of(std::string name) {
  std::ranges::replace(name, ',', '?');
  return name;
}

int run(doctest::Context& context) {
  const std::vector<std::string> left_out = application::left_out();
  for (const std::string& name : left_out) context.addFilter("test-case-exclude", filter_of(name).c_str());
  int code = context.run();
  for (const std::string& name : left_out) {
    if (context.shouldExit() || skipped_tests.contains(name)) continue;
    std::fprintf(stderr, "iodbc/left_out.h names a test that is not there: %s\n", name.c_str());
    code = 1;
  }
  return code;
}

}  // namespace

int main(int count, char** arguments) {
  use_drivers_of_the_system_only();
  std::setlocale(LC_ALL, "C.UTF-8");  // the driver manager reads narrow texts in the program's encoding
  const std::string missing = servers::take_environment();
  if (!missing.empty()) {
    std::fprintf(stderr, "Start tests/d1-server/server.mjs and set the lines of its --env-out; missing:%s\n",
                 missing.c_str());
    return 2;
  }
  doctest::Context context(count, arguments);
  return run(context);
}
