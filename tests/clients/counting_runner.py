"""Owns: running a module's unittest cases and the last line "N passed, N failed" that tests/run reads. Never: tests."""
import faulthandler
import unittest


def main():
    """Runs the cases of the main module; a test that was skipped counts as neither. Returns the exit code."""
    faulthandler.enable()  # a crash inside the driver names the test it happened in
    result = unittest.main(exit=False, verbosity=1, buffer=True).result
    broken = {test.id().split(" ")[0] for test, _ in result.failures + result.errors}
    broken |= {test.id() for test in result.unexpectedSuccesses}
    passed = max(result.testsRun - len(broken) - len(result.skipped), 0)
    print(f"{passed} passed, {len(broken)} failed", flush=True)
    return 0 if passed and not broken else 1
