/** All tests of this folder, in one module: each module costs a start of its own. */
import "./book_tests.ts";
import "./changes_tests.ts";
import "./csv_tests.ts";
import "./file_names_tests.ts";
import "./gradebook_csv_tests.ts";
import "./grading_tests.ts";
import "./marking_tests.ts";
import "./marks_tests.ts";
import "./overrides_tests.ts";
import "./reports_tests.ts";
import "./results_tests.ts";
import "./similar_reports_tests.ts";
import "./similar_tests.ts";
import "./summary_tests.ts";
import "./tally_tests.ts";
