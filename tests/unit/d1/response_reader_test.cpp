// Owns: tests of d1/response_reader (and answer_handler below it). Never: HTTP.
#include "d1/response_reader.h"

#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <random>
#include <string>

using namespace d1odbc;

namespace {

Envelope read_cut(std::string_view text, std::size_t cut) {
  ResponseReader reader;
  reader.feed(text.substr(0, cut));
  reader.feed(text.substr(cut));
  return reader.finish();
}

Envelope read(std::string_view text) { return read_cut(text, text.size()); }

Envelope read_bytewise(std::string_view text) {
  ResponseReader reader;
  for (std::size_t i = 0; i < text.size(); ++i) reader.feed(text.substr(i, 1));
  return reader.finish();
}

// Runs the check for the text whole, cut at every boundary, and byte by byte.
template <class Check>
void each_cut(std::string_view text, const Check& check) {
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    CAPTURE(cut);
    check(read_cut(text, cut));
  }
  INFO("byte by byte");
  check(read_bytewise(text));
}

std::string raw(std::string_view columns, std::string_view rows) {
  return std::string(R"({"success":true,"errors":[],"messages":[],"result":[{"results":{"columns":)") +
         std::string(columns) + R"(,"rows":)" + std::string(rows) + R"(},"success":true,"meta":{}}]})";
}

// The one cell of a result of one row and column.
struct Cell {
  StorageClass storage;
  std::int64_t integer;
  double real;
  std::string bytes;
  bool inexact;
};

Cell cell_of(const Envelope& envelope) {
  const ResultSet& rows = envelope.items.at(0).rows;
  REQUIRE(rows.rows() == 1);
  const ValueView view = rows.at(0, 0);
  return {view.storage, view.integer, view.real, std::string(view.bytes), rows.is_inexact(0)};
}

std::uint64_t bits(double value) { return std::bit_cast<std::uint64_t>(value); }

std::string malformed_text(std::string_view text) {
  try {
    (void)read(text);
  } catch (const MalformedAnswer& malformed) {
    return malformed.what();
  }
  return "(accepted)";
}

}  // namespace

TEST_CASE("A whole answer of /raw is read, cut anywhere") {
  const std::string_view text =
      R"( {"success":true,"errors":[],"messages":["m",{"code":1}],"result":[)"
      R"({"results":{"columns":["id","näme","b"],"rows":[[1,"x\u00e9\n\"\\",[0,255,7]],[-2,null,[]],[3.5,true,false]]},)"
      R"("success":true,"meta":{"served_by":"v3-prod","served_by_region":"WEUR","duration":0.25,"changes":3,)"
      R"("last_row_id":7,"changed_db":true,"size_after":12288,"rows_read":5,"rows_written":6,"total_attempts":1,)"
      R"("timings":{"sql_duration_ms":0.25,"changes":99},"unknown":[1,[2],{"changes":98}]}},)"
      R"({"meta":{},"success":true,"results":{"columns":[],"rows":[]}}]} )";
  each_cut(text, [](const Envelope& envelope) {
    CHECK(envelope.success == true);
    CHECK(envelope.errors.empty());
    REQUIRE(envelope.items.size() == 2);
    const AnswerItem& item = envelope.items[0];
    CHECK(item.has_columns);
    REQUIRE(item.rows.column_names() == std::vector<std::string>{"id", "näme", "b"});
    REQUIRE(item.rows.rows() == 3);
    CHECK(item.rows.at(0, 0).storage == StorageClass::Integer);
    CHECK(item.rows.at(0, 0).integer == 1);
    CHECK(item.rows.at(0, 1).storage == StorageClass::Text);
    CHECK(item.rows.at(0, 1).bytes == "xé\n\"\\");
    CHECK(item.rows.at(0, 2).storage == StorageClass::Blob);
    CHECK(item.rows.at(0, 2).bytes == std::string_view("\x00\xff\x07", 3));
    CHECK(item.rows.at(1, 0).integer == -2);
    CHECK(item.rows.at(1, 1).is_null());
    CHECK(item.rows.at(1, 2).storage == StorageClass::Blob);
    CHECK(item.rows.at(1, 2).bytes.empty());
    CHECK(item.rows.at(2, 0).storage == StorageClass::Real);
    CHECK(item.rows.at(2, 0).real == 3.5);
    CHECK(item.rows.at(2, 1).storage == StorageClass::Integer);
    CHECK(item.rows.at(2, 1).integer == 1);
    CHECK(item.rows.at(2, 2).integer == 0);
    CHECK_FALSE(item.rows.has_inexact());
    CHECK(item.meta.changes == 3);
    CHECK(item.meta.last_row_id == 7);
    CHECK(item.meta.rows_read == 5);
    CHECK(item.meta.rows_written == 6);
    CHECK(item.meta.size_after == 12288);
    CHECK(item.meta.total_attempts == 1);
    CHECK(item.meta.duration == 0.25);
    CHECK(item.meta.changed_db == true);
    CHECK(item.meta.served_by_region == "WEUR");
    CHECK_FALSE(envelope.items[1].has_columns);
    CHECK(envelope.items[1].rows.rows() == 0);
    CHECK_FALSE(envelope.items[1].meta.changes.has_value());
  });
}

TEST_CASE("A result set without rows still has its columns") {
  const Envelope envelope = read(raw(R"(["a","a"])", "[]"));
  CHECK(envelope.items.at(0).has_columns);
  CHECK(envelope.items.at(0).rows.columns() == 2);
  CHECK(envelope.items.at(0).rows.rows() == 0);
}

TEST_CASE("Doubles are exact to the bit, cut anywhere") {
  const std::pair<std::string, double> rows[] = {
      {"0.1", 0x1.999999999999ap-4},
      {"1e23", 0x1.52d02c7e14af6p+76},
      {"8.41e21", 0x1.c7e83209e90b2p+72},
      {"2.2250738585072011e-308", 0x0.fffffffffffffp-1022},
      {"5e-324", 0x1p-1074},
      {"1.7976931348623157e308", 0x1.fffffffffffffp+1023},
      {"-0.0", -0.0},
      {"9007199254740993.0", 9007199254740992.0},
      {"0.30000000000000004", 0.1 + 0.2},
      {"1.00000000000000011102230246251565", 1.0},
      {"1.00000000000000011102230246251566", 0x1.0000000000001p+0},
  };
  for (const auto& [number, value] : rows) {
    CAPTURE(number);
    each_cut(raw(R"(["c"])", "[[" + number + "]]"), [wanted = value](const Envelope& envelope) {
      const Cell cell = cell_of(envelope);
      CHECK(cell.storage == StorageClass::Real);
      CHECK(bits(cell.real) == bits(wanted));
      CHECK_FALSE(cell.inexact);
    });
  }
}

TEST_CASE("10,000 doubles of any bits read back as they were, cut at every place of a number") {
  std::mt19937_64 random(20261001);
  for (int i = 0; i < 10'000; ++i) {
    double value = std::bit_cast<double>(random());
    if (!std::isfinite(value)) continue;
    char digits[40];
    std::snprintf(digits, sizeof digits, "%.17g", value);
    const std::string number = digits;
    const std::string text = raw(R"(["c"])", "[[" + number + "]]");
    const std::size_t start = text.find("[[") + 2;
    for (std::size_t cut = start; cut <= start + number.size(); ++cut) {
      const Cell cell = cell_of(read_cut(text, cut));
      const double seen = cell.storage == StorageClass::Integer ? static_cast<double>(cell.integer) : cell.real;
      if (bits(seen) != bits(value)) FAIL_CHECK("cut " << cut - start << " of " << number);
    }
  }
}

TEST_CASE("Integers keep their value; from 2^53 on they are marked inexact") {
  struct Row {
    std::string json;
    StorageClass storage;
    std::int64_t integer;
    double real;
    bool inexact;
  };
  constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();
  const Row rows[] = {
      {"0", StorageClass::Integer, 0, 0, false},
      {"-0", StorageClass::Integer, 0, 0, false},
      {"9007199254740991", StorageClass::Integer, 9007199254740991, 0, false},
      {"-9007199254740991", StorageClass::Integer, -9007199254740991, 0, false},
      {"9007199254740992", StorageClass::Integer, 9007199254740992, 0, true},
      {"-9007199254740992", StorageClass::Integer, -9007199254740992, 0, true},
      {"9007199254740993", StorageClass::Integer, 9007199254740993, 0, true},
      {"100000000000000000", StorageClass::Integer, 100000000000000000, 0, true},
      {"9223372036854775807", StorageClass::Integer, 9223372036854775807, 0, true},
      {"-9223372036854775808", StorageClass::Integer, smallest, 0, true},
      {"9223372036854775808", StorageClass::Real, 0, 9223372036854775808.0, true},
      {"9223372036854776000", StorageClass::Real, 0, 9223372036854775808.0, true},
      {"-9223372036854776000", StorageClass::Real, 0, -9223372036854775808.0, true},
      {"18446744073709551615", StorageClass::Real, 0, 18446744073709551616.0, true},
      {"18446744073709551616", StorageClass::Real, 0, 18446744073709551616.0, true},
      {"100000000000000000000", StorageClass::Real, 0, 1e20, true},
      {"-100000000000000000000", StorageClass::Real, 0, -1e20, true},
      {"1e+21", StorageClass::Real, 0, 1e21, false},
      {"1e17", StorageClass::Real, 0, 1e17, false},
      {"9007199254740993.5", StorageClass::Real, 0, 9007199254740994.0, false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.json);
    each_cut(raw(R"(["c"])", "[[" + row.json + "]]"), [&row](const Envelope& envelope) {
      const Cell cell = cell_of(envelope);
      CHECK(cell.storage == row.storage);
      CHECK(cell.integer == row.integer);
      CHECK(cell.real == row.real);
      CHECK(cell.inexact == row.inexact);
    });
  }
}

TEST_CASE("The inexact mark is the column's, and neither blobs nor meta set it") {
  const Envelope envelope =
      read(R"({"success":true,"result":[{"results":{"columns":["a","b"],"rows":[[1,9007199254740992],[[1],"x"]]},)"
           R"("meta":{"last_row_id":9223372036854776000,"changes":9007199254740992}}]})");
  const AnswerItem& item = envelope.items.at(0);
  CHECK_FALSE(item.rows.is_inexact(0));
  CHECK(item.rows.is_inexact(1));
  CHECK_FALSE(item.meta.last_row_id.has_value());
  CHECK(item.meta.changes == 9007199254740992);
}

TEST_CASE("Texts keep every character, cut anywhere") {
  struct Row {
    std::string json;
    std::string_view text;
  };
  const Row rows[] = {
      {R"("")", ""},
      {R"("a\u0000b")", std::string_view("a\0b", 3)},
      {R"("\ud83d\ude00")", "😀"},
      {R"("😀é")", "😀é"},
      {R"("\ud83d")", "\xEF\xBF\xBD"},
      {R"("x\ude00y")", "x\xEF\xBF\xBDy"},
      {R"("\ud83d\u0041")",
       "\xEF\xBF\xBD"
       "A"},
      {R"("\"\\\/\b\f\n\r\t")", "\"\\/\b\f\n\r\t"},
      {R"("\\ud83d")", "\\ud83d"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.json);
    each_cut(raw(R"(["c"])", "[[" + row.json + "]]"), [&row](const Envelope& envelope) {
      const Cell cell = cell_of(envelope);
      CHECK(cell.storage == StorageClass::Text);
      CHECK(cell.bytes == row.text);
    });
  }
}

TEST_CASE("A long text goes on after a piece that ended inside a character or an escape") {
  // The parser below collects such a text in a buffer of 4,096 bytes on the stack, which must not run over.
  for (const std::string_view opening : {"\xC3\xA9", "\xF0\x9F\x99\x82", "\\u00e9"}) {
    for (const std::size_t length : {4000U, 4095U, 4096U, 9000U, 50000U}) {
      const std::string tail(length, 'x');
      const std::string envelope = raw(R"(["t"])", "");
      const std::string text = envelope.substr(0, envelope.find(R"("rows":)") + 7) + R"([["\n)";
      const std::string whole = text + std::string(opening) + tail + R"("]]},"success":true,"meta":{}}]})";
      for (std::size_t inside = 1; inside < opening.size(); ++inside) {
        CAPTURE(length);
        CAPTURE(inside);
        const Cell cell = cell_of(read_cut(whole, text.size() + inside));
        CHECK(cell.bytes.size() == 1 + (opening.front() == '\\' ? 2 : opening.size()) + length);
        CHECK(cell.bytes.substr(cell.bytes.size() - length) == tail);
      }
    }
  }
}

TEST_CASE("Members may come in any order") {
  const Envelope envelope = read(
      R"({"result":[{"meta":{"changes":2},"results":{"columns":["a"],"rows":[[1]]}}],"errors":null,"success":true})");
  CHECK(envelope.success == true);
  CHECK(envelope.items.at(0).meta.changes == 2);
  CHECK(envelope.items.at(0).rows.at(0, 0).integer == 1);
}

TEST_CASE("Errors are read in all their forms, cut anywhere") {
  struct Row {
    std::string json;
    std::optional<bool> success;
    std::vector<AnswerError> errors;
  };
  const Row rows[] = {
      {R"({"errors":[{"code":7500,"message":"not authorized: SQLITE_AUTH"}],"success":false,"messages":[],"result":[]})",
       false,
       {{7500, "not authorized: SQLITE_AUTH"}}},
      {R"({"result":null,"success":false,"errors":[{"message":"no code"}],"messages":null})", false, {{0, "no code"}}},
      {R"({"result":{},"success":false,"errors":[{"code":"7500","message":"a"},{"code":99999999999,"message":"b"},"c"]})",
       false,
       {{0, "a"}, {0, "b"}, {0, "c"}}},
      {R"({"success":false,"errors":[{"code":6003,"error_chain":[{"code":6111,"message":"Invalid format"}],)"
       R"("message":"Invalid request headers","documentation_url":"x","source":{"pointer":"/message"}}]})",
       false,
       {{6003, "Invalid request headers: Invalid format"}}},
      {R"({"success":true,"result":[{"success":false,"error":"item failed"},{"success":true}]})",
       false,
       {{0, "item failed"}}},
      {R"({"result":[{"success":false}],"success":true,"errors":[{"code":1,"message":"top"}]})", false, {{1, "top"}}},
      {R"({"type":"about:blank","title":"Error 522: Connection timed out","status":522,"detail":"No answer.",)"
       R"("retryable":true,"retry_after":60})",
       std::nullopt,
       {{522, "Error 522: Connection timed out: No answer."}}},
      {R"({"title":"Rate limited","status":429,"error_code":1015})", std::nullopt, {{1015, "Rate limited"}}},
      {R"({"success":false,"error":"plain"})", false, {{0, "plain"}}},
      {R"({})", std::nullopt, {}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.json);
    each_cut(row.json, [&row](const Envelope& envelope) {
      CHECK(envelope.success == row.success);
      REQUIRE(envelope.errors.size() == row.errors.size());
      for (std::size_t i = 0; i < row.errors.size(); ++i) {
        CHECK(envelope.errors[i].code == row.errors[i].code);
        CHECK(envelope.errors[i].message == row.errors[i].message);
      }
    });
  }
}

TEST_CASE("`result` may be null, empty, or one item as an object") {
  CHECK(read(R"({"success":true,"result":null})").items.empty());
  CHECK(read(R"({"success":true,"result":[]})").items.empty());
  CHECK(read(R"({"success":true,"result":{"uuid":"x"}})").items.empty());
  CHECK(read(R"({"success":true,"result":{"results":{"columns":["a"],"rows":[]}}})").items.size() == 1);
}

TEST_CASE("An item of /query is accepted only when it has no rows") {
  CHECK(read(R"({"success":true,"result":[{"results":[],"success":true}]})").items.size() == 1);
  CHECK(read(R"({"success":true,"result":[{"results":null,"success":true}]})").items.size() == 1);
  CHECK(malformed_text(R"({"success":true,"result":[{"results":[{"a":1}]}]})") ==
        "`results` holds rows as objects; rows as arrays (/raw) were asked for.");
}

TEST_CASE("What has not the shape of an answer is malformed") {
  const std::pair<std::string, const char*> rows[] = {
      {"[]", "The answer is not a JSON object."},
      {"1 ", "The answer is not a JSON object."},
      {raw(R"(["a","b"])", "[[1]]"), "Row 1 of the answer has 1 cells for 2 columns."},
      {raw(R"(["a"])", "[[1],[1,2]]"), "Row 2 of the answer has more cells than the 1 columns."},
      {raw(R"(["a"])", "[[1],[]]"), "Row 2 of the answer has 0 cells for 1 columns."},
      {raw(R"(["a"])", "[[1],7]"), "`rows` holds something else than arrays."},
      {raw(R"(["a"])", R"([[{"x":1}]])"), "A cell is an object."},
      {raw(R"(["a"])", "[[[256]]]"), "A blob holds something else than numbers from 0 to 255."},
      {raw(R"(["a"])", "[[[-1]]]"), "A blob holds something else than numbers from 0 to 255."},
      {raw(R"(["a"])", "[[[1.5]]]"), "A blob holds something else than numbers from 0 to 255."},
      {raw(R"(["a"])", "[[[[1]]]]"), "A blob holds something else than numbers from 0 to 255."},
      {raw(R"([1])", "[]"), "`columns` holds something else than names."},
      {raw("[]", "[[]]"), "The answer has rows but no columns."},
      {R"({"result":[{"results":{"rows":[[1]],"columns":["a"]}}]})", "`rows` comes before `columns` in the answer."},
      {R"({"result":[{"results":{"columns":["a"],"rows":[],"columns":["a"]}}]})", "`columns` comes twice in one item."},
      {R"({"result":[7]})", "`result` of the answer holds something else than objects."},
      {R"({"result":[{"results":7}]})", "`results` of the answer is not an object."},
      {R"({"success":true} x)", "The answer goes on after the end of its JSON."},
      {R"({"success":true)", "The answer ends before its JSON is complete."},
      {"", "The answer ends before its JSON is complete."},
      {"{\"success\":true,\"result\":[{\"results\":{\"columns\":[\"\\ud8",
       "The answer ends before its JSON is complete."},
  };
  for (const auto& [text, wanted] : rows) {
    CAPTURE(text);
    CHECK(malformed_text(text) == wanted);
  }
}

TEST_CASE("What is not JSON is malformed") {
  for (const std::string text : {"<html>", "{\"a\":tru}", "{\"a\":01}", "{\"a\":\"\x01\"}", "{\"a\":\"\\u12g4\"}",
                                 "{\"a\":\"\xff\"}", "{\"a\":1,}", "{\"a\":NaN}", "{\"a\":1e}"}) {
    CAPTURE(text);
    CHECK(malformed_text(text).starts_with("The answer is not valid JSON ("));
  }
}

TEST_CASE("Every proper beginning of an answer is incomplete, never accepted") {
  const std::string text = raw(R"(["a","b"])", R"([[1.5,"x\u00e9"],[null,[1,2]]])");
  for (std::size_t size = 0; size < text.size(); ++size) {
    CAPTURE(size);
    CHECK(malformed_text(std::string_view(text).substr(0, size)) == "The answer ends before its JSON is complete.");
  }
}

TEST_CASE("Hostile sizes are refused") {
  CHECK(malformed_text(std::string(40, '[')) == "The answer is not a JSON object.");
  const std::string nested = R"({"x":)" + std::string(32, '[') + std::string(32, ']') + "}";
  CHECK(malformed_text(nested).starts_with("The answer is not valid JSON ("));
  const std::string shallow = R"({"success":true,"x":)" + std::string(31, '[') + std::string(31, ']') + "}";
  CHECK(read(shallow).success == true);
  const std::string number = raw(R"(["a"])", "[[" + std::string(5000, '1') + "]]");
  CHECK_THROWS_AS((void)read_bytewise(number), MalformedAnswer);
  const std::string key = R"({")" + std::string(100'000, 'k') + R"(":1,"success":true})";
  CHECK(read_bytewise(key).success == true);
  const Envelope long_message = read(R"({"errors":[{"message":")" + std::string(9000, 'm') + R"("}]})");
  CHECK(long_message.errors.at(0).message == std::string(8192, 'm') + "…");
}

TEST_CASE("A long text outside the data is cut, one in the data comes whole") {
  const std::string text(100'000, 'x');
  const std::string json = R"({"success":true,"other":")" + text + R"(","errors":[{"message":")" + text +
                           R"("}],"result":[{"results":{"columns":[")" + text + R"("],"rows":[[")" + text +
                           R"("]]}}]})";
  for (const Envelope& envelope : {read(json), read_bytewise(json)}) {
    CHECK(envelope.errors.at(0).message == std::string(8192, 'x') + "…");
    CHECK(envelope.items.at(0).rows.column_names().at(0) == text);
    CHECK(envelope.items.at(0).rows.at(0, 0).bytes == text);
  }
}

TEST_CASE("Many rows and long texts come through whole") {
  std::string rows = "[";
  for (int i = 0; i < 20'000; ++i) {
    rows += (i == 0 ? "" : ",") + ("[" + std::to_string(i)) + ",\"" +
            std::string(static_cast<std::size_t>(i % 97), 'x') + "\"]";
  }
  const std::string text = raw(R"(["i","t"])", rows + "]");
  ResponseReader reader;
  for (std::size_t at = 0; at < text.size(); at += 1000) reader.feed(std::string_view(text).substr(at, 1000));
  const Envelope envelope = reader.finish();
  const ResultSet& result = envelope.items.at(0).rows;
  REQUIRE(result.rows() == 20'000);
  for (std::size_t i = 0; i < 20'000; ++i) {
    if (result.at(i, 0).integer != static_cast<std::int64_t>(i) || result.at(i, 1).bytes.size() != i % 97)
      FAIL_CHECK(i);
  }
}
