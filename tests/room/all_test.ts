/** All tests of this folder, in one module: each module costs a start of its own. */
import "./agenda_tests.ts";
import "./catalog_tests.ts";
import "./keeper_tests.ts";
import "./page_tests.ts";
import "./report_tests.ts";
import "./room_tests.ts";
import "./sender_tests.ts";
import "./server_tests.ts";
import "./token_bucket_tests.ts";
import "./view_tests.ts";
