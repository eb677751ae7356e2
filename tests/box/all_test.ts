/** All tests of this folder, in one module: each module costs a start of its own. */
import "./asked_tests.ts";
import "./asking_tests.ts";
import "./box_tests.ts";
import "./closure_tests.ts";
import "./command_tests.ts";
import "./errand_tests.ts";
import "./guard_tests.ts";
import "./handed_in_tests.ts";
import "./hostile_tests.ts";
import "./judging_tests.ts";
import "./limits_tests.ts";
import "./meter_tests.ts";
import "./place_tests.ts";
import "./run_tests.ts";
import "./tame_tests.ts";
