/** All tests of this folder, in one module: each module costs a start of its own. */
import "./address_tests.ts";
import "./page_markup_tests.ts";
