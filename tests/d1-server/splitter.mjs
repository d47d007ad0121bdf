// Owns: cutting SQL text at its semicolons, as sqlite3_complete sees them. Never: runs SQL or judges its syntax.

// Strings, quoted names, comments (an unclosed one reaches the end), words, then any other single character.
const tokenPattern = new RegExp(
  [
    String.raw`'(?:[^']|'')*(?:'|$)`,
    String.raw`"(?:[^"]|"")*(?:"|$)`,
    "`(?:[^`]|``)*(?:`|$)",
    String.raw`\[[^\]]*(?:\]|$)`,
    String.raw`--[^\n]*`,
    String.raw`/\*[\s\S]*?(?:\*/|$)`,
    String.raw`\s+`,
    String.raw`[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*`,
    String.raw`[\s\S]`,
  ].join("|"),
  "g",
);

/**
 * The statements of `sql` in order, each { text, empty }: the text without its semicolon and outer blanks; `empty` when
 * it holds comments only. Pieces of nothing but blanks are left out. A trigger's body stays in one piece: it ends only
 * at "; END ;", so CASE … END inside it does no harm.
 */
export function splitStatements(sql) {
  const statements = [];
  let piece = newPiece(0);
  for (const match of sql.matchAll(tokenPattern)) {
    const token = match[0];
    if (isBlankOrComment(token)) continue;
    if (token === ";" && !insideTrigger(piece.words)) {
      addStatement(statements, sql.slice(piece.start, match.index), piece);
      piece = newPiece(match.index + 1);
    } else {
      remember(piece.words, token.toUpperCase());
    }
  }
  addStatement(statements, sql.slice(piece.start), piece);
  return statements;
}

function newPiece(start) {
  return { start, words: { first: [], last: [] } };
}

function isBlankOrComment(token) {
  return /^(\s|--|\/\*)/.test(token);
}

function remember(words, word) {
  if (words.first.length < 5) words.first.push(word);
  words.last = [words.last.at(-1), word];
}

// [EXPLAIN [QUERY PLAN]] is left out on purpose: nobody explains a CREATE TRIGGER in these tests.
function insideTrigger({ first, last }) {
  const words = first.filter((word) => word !== "TEMP" && word !== "TEMPORARY");
  if (words[0] !== "CREATE" || words[1] !== "TRIGGER") return false;
  return !(last[0] === ";" && last[1] === "END");
}

function addStatement(statements, text, piece) {
  const trimmed = text.trim();
  if (trimmed !== "") statements.push({ text: trimmed, empty: piece.words.first.length === 0 });
}
