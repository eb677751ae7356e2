/** All tests of this folder, in one module: each module costs a start of its own. */
import "./bench_page_tests.ts";
import "./figures_tests.ts";
import "./program/calls_tests.ts";
import "./program/page_tests.ts";
import "./program/verdict_tests.ts";
import "./program/refusals_tests.ts";
import "./moments_page_tests.ts";
import "./machines_tests.ts";
import "./observation_page_tests.ts";
import "./prediction_tests.ts";
import "./report_tests.ts";
import "./server/calls_made_tests.ts";
import "./server/findings_tests.ts";
import "./server/page_tests.ts";
import "./server/report_tests.ts";
import "./server/verdict_tests.ts";
import "./server/way_costs_tests.ts";
