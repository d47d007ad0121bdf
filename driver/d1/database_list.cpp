// Owns: reading one page of the list of databases. Never: sends requests, compares names.
#include "d1/database_list.h"

#include <fmt/core.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <string>

namespace d1odbc {

namespace {

namespace json = boost::json;

const json::value* member(const json::value& value, std::string_view name) {
  const json::object* object = value.if_object();
  return object == nullptr ? nullptr : object->if_contains(name);
}

std::string text_member(const json::value& value, std::string_view name) {
  const json::value* found = member(value, name);
  const json::string* text = found == nullptr ? nullptr : found->if_string();
  return text == nullptr ? std::string() : std::string(text->data(), text->size());
}

const json::array* array_member(const json::value& value, std::string_view name) {
  const json::value* found = member(value, name);
  return found == nullptr ? nullptr : found->if_array();
}

std::int64_t integer_member(const json::value& value, std::string_view name) {
  const json::value* found = member(value, name);
  const std::int64_t* number = found == nullptr ? nullptr : found->if_int64();
  return number == nullptr ? 0 : *number;
}

json::value parse_page(std::string_view text) {
  json::error_code failure;
  json::value page = json::parse({text.data(), text.size()}, failure);
  if (failure) throw MalformedAnswer(fmt::format("The list of databases is not valid JSON ({}).", failure.message()));
  return page;
}

}  // namespace

DatabasePage read_database_page(std::string_view text) {
  const json::value root = parse_page(text);
  DatabasePage page;
  const json::value* success = member(root, "success");
  page.success = success != nullptr && success->is_bool() && success->get_bool();
  if (!page.success) {
    ResponseReader errors;
    errors.feed(text);
    page.errors = errors.finish().errors;
    return page;
  }
  const json::array* entries = array_member(root, "result");
  if (entries == nullptr) throw MalformedAnswer("The list of databases has no array `result`.");
  for (const json::value& entry : *entries) {
    DatabaseEntry database{text_member(entry, "uuid"), text_member(entry, "name")};
    if (!database.uuid.empty() && !database.name.empty()) page.databases.push_back(std::move(database));
  }
  if (const json::value* info = member(root, "result_info")) page.per_page = integer_member(*info, "per_page");
  return page;
}

}  // namespace d1odbc
