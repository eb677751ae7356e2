/** All tests of this folder, in one module: each module costs a start of its own. */
import "./count_tests.ts";
import "./explain_tests.ts";
import "./quantity_tests.ts";
