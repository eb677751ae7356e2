/** All tests of this folder, in one module: each module costs a start of its own. */
import "./addresses_tests.ts";
import "./editor_tests.ts";
import "./live_tests.ts";
import "./model_tests.ts";
import "./pages_tests.ts";
import "./player_tests.ts";
import "./predict_tests.ts";
import "./site_tests.ts";
