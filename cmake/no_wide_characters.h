// Owns: the proof that the parts which are compiled once for both modules never see SQLWCHAR: the build includes this file
// before each of their sources. Never: anything the driver uses.
#pragma once

#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>
#include <odbcinst.h>

// Their size differs between driver managers. A source that needs them belongs to d1odbc_by_width (driver/CMakeLists.txt).
#pragma GCC poison SQLWCHAR SQLTCHAR WCHAR TCHAR LPWSTR LPCWSTR LPTSTR
