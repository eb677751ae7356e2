/** All tests of this folder, in one module: each module costs a start of its own. */
import "./arguments_tests.ts";
import "./escapes_tests.ts";
import "./log_text_tests.ts";
import "./nesting_tests.ts";
import "./traces_tests.ts";
