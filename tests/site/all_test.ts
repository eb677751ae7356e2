/** All tests of this folder, in one module: each module costs a start of its own. */
import "./build_tests.ts";
import "./bundle_tests.ts";
import "./code_colours_tests.ts";
import "./document_tests.ts";
import "./exercise_blocks_tests.ts";
import "./facts_tests.ts";
import "./folder_tests.ts";
import "./lesson_scripts_tests.ts";
import "./links_tests.ts";
import "./navigation_tests.ts";
import "./scripts_tests.ts";
import "./search_index_tests.ts";
import "./server_tests.ts";
import "./site_page_tests.ts";
import "./sizes_tests.ts";
import "./slim_tests.ts";
import "./style_tests.ts";
