// Owns: which driver manager a test program is linked with, as the build says. Never: a test.
#include "iodbc/left_out.h"
#include "odbc_application.h"

namespace application {

Manager manager() { return Manager::D1ODBC_MANAGER; }

std::vector<std::string> left_out() {
  std::vector<std::string> tests;
  if (manager() != Manager::Iodbc) return tests;
  for (const LeftOut& each : left_out_of_iodbc) tests.emplace_back(each.test);
  return tests;
}

}  // namespace application

// AddressSanitizer asks for this: iODBC 3.52.9 never frees some copies of texts. What the driver would not free when
// iODBC calls it is passed over as well, and found when it is called without a manager.
extern "C" [[gnu::visibility("default")]] const char* __lsan_default_suppressions() {  // NOLINT: the sanitizer's name
  return application::manager() == application::Manager::Iodbc ? "leak:libiodbc.so\n" : "";
}
