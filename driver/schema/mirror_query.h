// Owns: how the parts of a mirror ask it a question of the driver's own. Never: answers.
#pragma once

#include <functional>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "value/value.h"

namespace d1odbc {

/// Takes one row of an answer; the views are valid during the call only.
using MirrorRow = std::function<void(const std::vector<ValueView>& cells)>;

/// Runs a query on the mirror, as Mirror::query does.
using MirrorQuery =
    std::function<void(std::string_view sql, std::initializer_list<ValueView> parameters, const MirrorRow& row)>;

}  // namespace d1odbc
