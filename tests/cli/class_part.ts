/** The tests of commands that grade a class: they need programs of the system. */
import "./gradebook_tests.ts";
import "./grading_progress_tests.ts";
