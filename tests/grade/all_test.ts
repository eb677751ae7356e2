/** All tests of this folder, in one module: each module costs a start of its own. */
import "./child_tests.ts";
import "./draw_tests.ts";
import "./exercise_tests.ts";
import "./grade_tests.ts";
import "./judge_tests.ts";
import "./problem_tests.ts";
import "./process_tests.ts";
import "./recipe_tests.ts";
import "./report_tests.ts";
import "./run_words_tests.ts";
import "./submission_tests.ts";
import "./task_tests.ts";
import "./tests_tests.ts";
import "./todo_tests.ts";
import "./type_check_tests.ts";
import "./way_tests.ts";
