// Owns: the compiled part of Boost.JSON, which is used without its library. Never: code of the driver.
#include <boost/json/src.hpp>
