/** The tests of commands that are about answers: a part of their own, as they take long. */
import "./catchup_tests.ts";
import "./exercise_tests.ts";
import "./grade_tests.ts";
import "./hint_tests.ts";
import "./progress_tests.ts";
import "./reset_tests.ts";
import "./saves_tests.ts";
import "./solution_tests.ts";
import "./start_tests.ts";
import "./summary_tests.ts";
import "./watch_tests.ts";
