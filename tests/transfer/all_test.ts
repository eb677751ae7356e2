/** All tests of this folder, in one module: each module costs a start of its own. */
import "./closed_form_tests.ts";
import "./fallback_tests.ts";
import "./linux_tests.ts";
import "./textbook_tests.ts";
