// Owns: what the text of a query says of where its values come from. Never: the schema, which column is meant.
#pragma once

#include <string_view>

namespace d1odbc {

/// What may become of the columns of the tables that a query reads, on their way into its result. "May" errs on the
/// side of yes.
struct QueryTraits {
  bool combines = false;    // UNION, INTERSECT, EXCEPT: a column's values may come from several columns
  bool adds_nulls = false;  // a column that is never NULL may be: outer joins, subqueries as values, aggregates

  constexpr QueryTraits& operator|=(const QueryTraits& other) {
    combines = combines || other.combines;
    adds_nulls = adds_nulls || other.adds_nulls;
    return *this;
  }
  constexpr bool operator==(const QueryTraits&) const = default;
};

/// Reads a statement, or the CREATE of a view, in linear time. Subqueries whose values never become a column of the
/// result (behind IN, EXISTS and operators) do not count; of a write only the RETURNING list does.
[[nodiscard]] QueryTraits query_traits(std::string_view sql);

}  // namespace d1odbc
