/** All tests of this folder, in one module: each module costs a start of its own. */
import "./bench_page_tests.ts";
import "./figures_tests.ts";
import "./program_calls_tests.ts";
import "./program_page_tests.ts";
import "./program_verdict_tests.ts";
import "./refusals_tests.ts";
import "./moments_page_tests.ts";
import "./machines_tests.ts";
import "./observation_page_tests.ts";
import "./prediction_tests.ts";
import "./report_tests.ts";
import "./findings_tests.ts";
import "./server_page_tests.ts";
import "./server_report_tests.ts";
import "./verdict_tests.ts";
import "./way_costs_tests.ts";
