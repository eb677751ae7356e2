/** All tests of this folder, in one module: each module costs a start of its own. */
import "./asked_tests.ts";
import "./due_tests.ts";
import "./manifest_tests.ts";
import "./pack_tests.ts";
import "./predictions_tests.ts";
import "./seeds_tests.ts";
import "./table_tests.ts";
