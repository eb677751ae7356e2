/** All tests of this folder, in one module: each module costs a start of its own. */
import "./archive_tests.ts";
import "./collect_tests.ts";
import "./delivered_tests.ts";
import "./exports_tests.ts";
import "./found_text_tests.ts";
import "./known_file_tests.ts";
import "./match_tests.ts";
import "./placing_tests.ts";
import "./read_pack_tests.ts";
import "./roster_tests.ts";
import "./system_names_tests.ts";
