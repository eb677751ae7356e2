/** All tests of this folder, in one module: each module costs a start of its own. */
import "./pages_tests.ts";
import "./site_tests.ts";
