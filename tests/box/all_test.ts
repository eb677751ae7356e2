/** All tests of this folder, in one module: each module costs a start of its own. */
import "./answer_files_tests.ts";
import "./asking_tests.ts";
import "./box_tests.ts";
import "./cases_tests.ts";
import "./closure_tests.ts";
import "./command_tests.ts";
import "./guard_tests.ts";
import "./hostile_tests.ts";
import "./judging_tests.ts";
import "./limits_tests.ts";
import "./messages_tests.ts";
import "./meter_tests.ts";
import "./place_tests.ts";
import "./pure_answer_tests.ts";
import "./run_tests.ts";
