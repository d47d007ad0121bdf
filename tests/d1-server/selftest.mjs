// Owns: running every test here as one file: node --test tests/d1-server/selftest.mjs. Never: a claim of its own.
import "./faults.test.mjs";
import "./server.test.mjs";
import "./splitter.test.mjs";
