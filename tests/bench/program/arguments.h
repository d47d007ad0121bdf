// Owns: the NAME=VALUE arguments of the program, and the list of its topics. Never: what a topic does.
#pragma once

#include <map>
#include <stdexcept>
#include <string>

namespace bench {

/// NAME=VALUE arguments; a missing one without a default throws std::runtime_error.
class Arguments {
 public:
  explicit Arguments(std::map<std::string, std::string> values) : values_(std::move(values)) {}
  [[nodiscard]] std::string text(const std::string& name) const {
    const auto found = values_.find(name);
    if (found == values_.end()) throw std::runtime_error("The argument " + name + "=… is missing.");
    return found->second;
  }
  [[nodiscard]] std::string text(const std::string& name, const std::string& otherwise) const {
    return values_.contains(name) ? text(name) : otherwise;
  }
  [[nodiscard]] std::size_t number(const std::string& name) const { return std::stoul(text(name)); }
  [[nodiscard]] std::size_t number(const std::string& name, std::size_t otherwise) const {
    return values_.contains(name) ? number(name) : otherwise;
  }

 private:
  std::map<std::string, std::string> values_;
};

// Each topic measures and prints one JSON object on stdout; the source file of each says what its arguments are.
void measure_reading(const Arguments& arguments);
void measure_writing(const Arguments& arguments);
void measure_adding(const Arguments& arguments);
void measure_small(const Arguments& arguments);
void measure_threads(const Arguments& arguments);
void measure_catalog(const Arguments& arguments);

}  // namespace bench
