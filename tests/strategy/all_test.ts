/** All tests of this folder, in one module: each module costs a start of its own. */
import "./fallback_tests.ts";
import "./linux_tests.ts";
import "./strategy_tests.ts";
import "./textbook_tests.ts";
