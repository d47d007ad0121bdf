# Owns: for bash scripts, the life of one local D1 server (tests/d1-server) and a private ODBC configuration that names it.
# Never: touches the user's own ODBC configuration, or a process that it did not start. Sourced; needs bash and node.

local_d1_server=$(cd "$(dirname "${BASH_SOURCE[0]}")/../tests/d1-server" && pwd)
local_d1_pids=()
local_d1_wait_seconds=60

# local_d1_value FILE NAME: prints one value of the JSON line that a server wrote.
local_d1_value() {
  node -e 'process.stdout.write(String(JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"))[process.argv[2]] ?? ""))' "$1" "$2"
}

# local_d1_running_pid STATE: prints the id of the server that runs with that folder, if one does.
local_d1_running_pid() {
  local pid
  [ -r "$1/server.json" ] || return 0
  pid=$(local_d1_value "$1/server.json" pid 2>/dev/null) || return 0
  if { tr '\0' '\n' <"/proc/$pid/cmdline"; } 2>/dev/null | grep -q 'server\.mjs$'; then echo "$pid"; fi
}

# local_d1_start PROGRAM STATE [OPTION…]: starts server.mjs or faults.mjs in the background and waits until it is ready.
# Its line of JSON is in STATE/PROGRAM.out, its messages in STATE/PROGRAM.log. Fails with a message when it does not start.
local_d1_start() {
  local program=$1 state=$2 waited=0
  shift 2
  mkdir -p "$state"
  : >"$state/$program.out"
  node "$local_d1_server/$program" --state "$state" "$@" >"$state/$program.out" 2>"$state/$program.log" </dev/null &
  local pid=$!
  local_d1_pids+=("$pid")
  until grep -q '}$' "$state/$program.out"; do
    if ! kill -0 "$pid" 2>/dev/null || [ $((waited += 1)) -gt $((local_d1_wait_seconds * 10)) ]; then
      echo "tests/d1-server/$program did not start; its messages:" >&2
      cat "$state/$program.log" >&2
      return 1
    fi
    sleep 0.1
  done
}

# local_d1_stop: ends every server that was started here and waits for it.
local_d1_stop() {
  local pid
  for pid in "${local_d1_pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${local_d1_pids[@]}"; do wait "$pid" 2>/dev/null || true; done
  local_d1_pids=()
}

# local_d1_write_odbc FOLDER MODULE DSN SERVER_OUT DATABASE: writes FOLDER/odbcinst.ini with the driver and FOLDER/odbc.ini
# with one data source for the server. Token, endpoint and CA stand together: the driver sends a token nowhere else.
local_d1_write_odbc() {
  local folder=$1 module=$2 dsn=$3 out=$4 database=$5
  mkdir -p "$folder"
  cat >"$folder/odbcinst.ini" <<INI
[Cloudflare D1]
Description = ODBC driver for Cloudflare D1
Driver = $module
Threading = 0
UsageCount = 1
INI
  rm -f "$folder/odbc.ini"
  (umask 077 && cat >"$folder/odbc.ini") <<INI
[$dsn]
Description = D1 on this machine, for trying things out
Driver = Cloudflare D1
Account = $(local_d1_value "$out" account)
Token = $(local_d1_value "$out" token)
Endpoint = $(local_d1_value "$out" endpoint)
CAFile = $(local_d1_value "$out" ca)
Database = $database
INI
}

# local_d1_use_odbc FOLDER: from now on this process and its children see the configuration in FOLDER and no other.
local_d1_use_odbc() {
  export ODBCSYSINI=$1 ODBCINI=$1/odbc.ini
  unset ODBCINSTINI ODBCSEARCH
}
