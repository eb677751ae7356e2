/** All tests of this folder, in one module: each module costs a start of its own. */
import "./asked_exercises_tests.ts";
import "./csv_table_tests.ts";
import "./deno_settings_tests.ts";
import "./due_tests.ts";
import "./grade_pack_tests.ts";
import "./hand_out_page_tests.ts";
import "./hand_out_tests.ts";
import "./items_tests.ts";
import "./kit_tests.ts";
import "./manifest_tests.ts";
import "./own_files_tests.ts";
import "./pack_tests.ts";
import "./predictions_file_tests.ts";
import "./predictions_tests.ts";
import "./questions_digest_tests.ts";
import "./reachable_files_tests.ts";
import "./seeds_tests.ts";
