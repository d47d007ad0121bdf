// Owns: the claims about cutting SQL text. Never: an engine.
import assert from "node:assert/strict";
import test from "node:test";
import { splitStatements } from "./splitter.mjs";

const trigger = "CREATE TEMP TRIGGER x AFTER INSERT ON t BEGIN SELECT CASE 1 WHEN 1 THEN 2 END; SELECT 2; END";

// text                                         statements
const rows = [
  ["", []],
  [" ; ;\n", []],
  ["SELECT 1", ["SELECT 1"]],
  ["SELECT 1;", ["SELECT 1"]],
  ["SELECT 1; SELECT 2", ["SELECT 1", "SELECT 2"]],
  ["SELECT ';', \";\", `;`, [;]; SELECT 'it''s;'", ["SELECT ';', \";\", `;`, [;]", "SELECT 'it''s;'"]],
  ["SELECT 1 -- a; b\n, 2; SELECT /* ; */ 3", ["SELECT 1 -- a; b\n, 2", "SELECT /* ; */ 3"]],
  ["SELECT 'open; SELECT 2", ["SELECT 'open; SELECT 2"]],
  [`${trigger}; SELECT 3`, [trigger, "SELECT 3"]],
  [`${trigger.toLowerCase()};`, [trigger.toLowerCase()]],
  ["SELECT 1; -- done", ["SELECT 1", "-- done"]],
];

test("text is cut at the semicolons that end statements", () => {
  for (const [text, expected] of rows) {
    assert.deepEqual(splitStatements(text).map((statement) => statement.text), expected, text);
  }
});

test("a piece of comments only is marked empty", () => {
  assert.deepEqual(splitStatements("SELECT 1; /* x */ -- y").map(({ empty }) => empty), [false, true]);
});
