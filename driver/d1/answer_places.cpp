// Owns: the table of steps from place to place in an envelope, and the places that are strict. Never: values.
#include "d1/answer_places.h"

#include <array>
#include <string>

#include "d1/item_builder.h"
#include "d1/response_reader.h"

namespace d1odbc {

namespace {

using Place = AnswerPlace;
using Container = JsonContainer;

struct Step {
  Place from;
  std::string_view key;  // "" in an array
  Container container;
  Place to;
};

// Every container that is read; any other is skipped, or malformed where only values may stand.
constexpr std::array steps{
    Step{Place::Row, "", Container::Array, Place::Blob},
    Step{Place::Rows, "", Container::Array, Place::Row},
    Step{Place::Start, "", Container::Object, Place::Envelope},
    Step{Place::Envelope, "errors", Container::Array, Place::Errors},
    Step{Place::Envelope, "result", Container::Array, Place::Items},
    Step{Place::Envelope, "result", Container::Object, Place::Item},
    Step{Place::Errors, "", Container::Object, Place::Error},
    Step{Place::Error, "error_chain", Container::Array, Place::Chain},
    Step{Place::Chain, "", Container::Object, Place::Link},
    Step{Place::Items, "", Container::Object, Place::Item},
    Step{Place::Item, "results", Container::Object, Place::Results},
    Step{Place::Item, "results", Container::Array, Place::QueryRows},
    Step{Place::Item, "meta", Container::Object, Place::Meta},
    Step{Place::Item, "errors", Container::Array, Place::Errors},
    Step{Place::Item, "error", Container::Object, Place::Error},
    Step{Place::Results, "columns", Container::Array, Place::Columns},
    Step{Place::Results, "rows", Container::Array, Place::Rows},
};

struct Strictness {
  Place place;
  std::string_view text;
};

// Places in which a value that no step or rule allows is an error rather than an unknown member.
constexpr std::array strict_places{
    Strictness{Place::Start, "The answer is not a JSON object."},
    Strictness{Place::Items, "`result` of the answer holds something else than objects."},
    Strictness{Place::QueryRows, "`results` holds rows as objects; rows as arrays (/raw) were asked for."},
    Strictness{Place::Columns, ItemBuilder::bad_column},
    Strictness{Place::Rows, "`rows` holds something else than arrays."},
    Strictness{Place::Blob, ItemBuilder::bad_blob},
    Strictness{Place::Row, "A cell is an object."},
};

}  // namespace

AnswerPlace place_inside(AnswerPlace from, std::string_view key, JsonContainer container) {
  for (const Step& step : steps) {
    if (step.from == from && step.container == container && (step.key.empty() || step.key == key)) return step.to;
  }
  refuse_where_strict(from);
  return Place::Skip;
}

void refuse_where_strict(AnswerPlace place) {
  for (const Strictness& strict : strict_places) {
    if (strict.place == place) throw MalformedAnswer(std::string(strict.text));
  }
}

}  // namespace d1odbc
