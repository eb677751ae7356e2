/** All tests of this folder, in one module: each module costs a start of its own. */
import "./bars_tests.ts";
import "./coloured_ink_tests.ts";
import "./columns_tests.ts";
import "./escape_code_tests.ts";
import "./hanging_text_tests.ts";
import "./ink_tests.ts";
import "./lay_out_tests.ts";
import "./markdown_table_tests.ts";
import "./markdown_tests.ts";
import "./markup_tests.ts";
import "./nearest_tests.ts";
import "./page_reader_tests.ts";
import "./say_tests.ts";
import "./table_tests.ts";
import "./text_reader_tests.ts";
import "./width_tests.ts";
