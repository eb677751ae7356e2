/** All tests of this folder, in one module: each module costs a start of its own. */
import "./answer_file_tests.ts";
import "./caller_tests.ts";
import "./child_tests.ts";
import "./chosen_answer_tests.ts";
import "./console_tests.ts";
import "./globals_tests.ts";
import "./grade_tests.ts";
import "./grade_answers_tests.ts";
import "./limits_tests.ts";
import "./logs_tests.ts";
import "./process_tests.ts";
import "./protocol_tests.ts";
import "./readable_tests.ts";
import "./report_tests.ts";
import "./test_registry_tests.ts";
import "./type_check_tests.ts";
import "./unreadable_tests.ts";
