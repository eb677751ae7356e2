/** All tests of this folder, in one module: each module costs a start of its own. */
import "./choosing_tests.ts";
import "./explaining_tests.ts";
import "./mending_tests.ts";
import "./paper_tests.ts";
import "./paper_text_tests.ts";
import "./reading_tests.ts";
import "./result_tests.ts";
import "./sitting_tests.ts";
