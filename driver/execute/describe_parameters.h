// Owns: the types that an application is told of a text's parameters. Never: what it binds; a request.
#pragma once

#include <vector>

#include "execute/session.h"
#include "sql/statement_text.h"
#include "value/column_type.h"

namespace d1odbc {

/// What SQLDescribeParam tells of one parameter.
struct ParameterDescription {
  ColumnType type;
  SQLSMALLINT nullable = SQL_NULLABLE_UNKNOWN;
};

/// The parameters of a text in the order of their numbers, from the text and the mirror that is at hand: the type of
/// the column a marker is stored in, compared or combined with; what a function or LIMIT asks for; a parameter that
/// appears more than once is described by the marker that tells most. Nothing is known: long text. Texts that are
/// compared with an expression are long texts as well, since nothing bounds them. Never a request.
[[nodiscard]] std::vector<ParameterDescription> describe_parameters(const Session& session, const PreparedText& text);

}  // namespace d1odbc
