/** All tests of this folder, in one module: each module costs a start of its own. */
import "./calibration_tests.ts";
import "./closed_form_tests.ts";
import "./cost_tests.ts";
import "./say_prices_tests.ts";
