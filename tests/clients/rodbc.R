# Owns: what an R program sees through RODBC, unixODBC and the driver. Never: starts a server (tests/run does). Run by
# rodbc.test; needs D1_TEST_DSN. The last line is "N passed, N failed".
library(RODBC)

counts <- c(passed = 0, failed = 0)
check <- function(name, got, expected) {
  good <- identical(got, expected) || isTRUE(all.equal(got, expected, tolerance = 0))
  counts[[if (good) "passed" else "failed"]] <<- counts[[if (good) "passed" else "failed"]] + 1
  if (!good) {
    cat("FAILED:", name, "\n--- expected\n")
    str(expected)
    cat("--- got\n")
    str(got)
  }
}

channel <- odbcConnect(Sys.getenv("D1_TEST_DSN"), DBMSencoding = "UTF-8")
stopifnot(channel >= 0)
query <- function(sql, ...) sqlQuery(channel, sql, stringsAsFactors = FALSE, ...)

check("the driver says what it is", odbcGetInfo(channel)[["DBMS_Name"]], "SQLite")
for (table in c("r_frame", "r_typed", "r \"odd\" name")) {
  sqlQuery(channel, paste0("DROP TABLE IF EXISTS \"", gsub("\"", "\"\"", table), "\""))
}

frame <- data.frame(n = c(1L, NA, -2147483647L), x = c(0.1, 1e300, NA), t = c("Zürich", NA, "東京 😀"),
                    stringsAsFactors = FALSE)
for (fast in c(TRUE, FALSE)) {
  sqlSave(channel, frame, "r_frame", rownames = FALSE, fast = fast, safer = FALSE)
  check(paste("a data frame comes back, fast =", fast), sqlFetch(channel, "r_frame", stringsAsFactors = FALSE), frame)
}
sqlSave(channel, frame[1, ], "r_frame", rownames = FALSE, append = TRUE)
check("rows are appended", query("SELECT count(*) AS n FROM r_frame")$n, 4L)

done <- query("CREATE TABLE r_typed (id INTEGER PRIMARY KEY, day DATE, made DATETIME, truth BOOLEAN, price DECIMAL(8, 2), name VARCHAR(20) NOT NULL)")
done <- query("INSERT INTO r_typed VALUES (1, '2024-02-29', '1999-12-31 01:02:03', 1, 12.25, 'one'), (2, NULL, NULL, NULL, NULL, 'two')")
typed <- query("SELECT * FROM r_typed ORDER BY id")
check("dates are dates", typed$day, as.Date(c("2024-02-29", NA)))
check("date-times are date-times", format(typed$made), c("1999-12-31 01:02:03", NA))
check("decimals are numbers", typed$price, c(12.25, NA))
check("texts are texts", typed$name, c("one", "two"))
typed$price <- c(1.5, 2.5)
done <- sqlUpdate(channel, typed[, c("id", "price")], "r_typed", index = "id")
check("sqlUpdate changes rows", query("SELECT price FROM r_typed ORDER BY id")$price, c(1.5, 2.5))
check("rows come in parts", {
  first <- query("WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 10) SELECT i FROM n", max = 4)
  c(nrow(first), nrow(sqlGetResults(channel, max = 100)))
}, c(4L, 6L))
check("an error has its SQLSTATE", grepl("42S02", query("SELECT * FROM r_nowhere")[[1]]), TRUE)

tables <- sqlTables(channel)
check("sqlTables lists a table", tables$TABLE_TYPE[tables$TABLE_NAME == "r_typed"], "TABLE")
columns <- sqlColumns(channel, "r_typed")
check("sqlColumns lists columns", as.character(columns$COLUMN_NAME), c("id", "day", "made", "truth", "price", "name"))
check("sqlColumns tells what may be NULL", as.character(columns$IS_NULLABLE)[c(2, 6)], c("YES", "NO"))
check("sqlPrimaryKeys tells the key", as.character(sqlPrimaryKeys(channel, "r_typed")$COLUMN_NAME), "id")
sqlDrop(channel, "r_typed")
check("sqlDrop drops", "r_typed" %in% sqlTables(channel)$TABLE_NAME, FALSE)
sqlDrop(channel, "r_frame")
odbcClose(channel)

cat(sprintf("%d passed, %d failed\n", counts[["passed"]], counts[["failed"]]))
quit(status = if (counts[["failed"]] == 0) 0 else 1)
