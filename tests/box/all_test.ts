/** All tests of this folder, in one module: each module costs a start of its own. */
import "./imports_tests.ts";
