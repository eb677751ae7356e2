/** All tests of this folder, in one module: each module costs a start of its own. */
import "./comparison_tests.ts";
import "./digest_tests.ts";
import "./lesson_tests.ts";
import "./page_tests.ts";
import "./readme_tests.ts";
import "./transfer_lesson_tests.ts";
