# Owns: headers of the system that are compiled once for many sources. Only builds for tests use it: the one for users
# proves that each source of the driver includes what it needs.
option(D1ODBC_PRECOMPILE "Compile the headers of the system once for each library" OFF)

# What ccache's manual asks for: without the flag and these settings it caches no source that uses such headers.
if(D1ODBC_PRECOMPILE)
  add_compile_options(-fpch-preprocess)
  if(CMAKE_CXX_COMPILER_LAUNCHER MATCHES "ccache$")
    list(PREPEND CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros)
  endif()
endif()

# The headers in front of the list are those of the target alone.
function(precompile target)
  if(D1ODBC_PRECOMPILE)
    target_precompile_headers(${target} PRIVATE ${ARGN} <algorithm> <array> <chrono> <cstddef> <cstdint> <cstring> <functional>
                              <memory> <mutex> <optional> <span> <string> <string_view> <unordered_map> <utility> <variant>
                              <vector>)
  endif()
endfunction()
