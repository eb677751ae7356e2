/** All tests of this folder, in one module: each module costs a start of its own. */
import "./csv_tests.ts";
import "./file_names_tests.ts";
import "./gradebook_csv_tests.ts";
import "./marks_tests.ts";
import "./reports_tests.ts";
import "./similar_reports_tests.ts";
import "./similar_tests.ts";
