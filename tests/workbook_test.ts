/**
 * All tests of the workbook, in one module: each module costs a start of its own. `deno test` runs
 * this one and that of the answers; `deno test tests/text` runs those of a folder. Learners' folders
 * have none of them.
 */
import "./model_part.ts";
import "./box/all_test.ts";
import "./cli/all_test.ts";
import "./collect/all_test.ts";
import "./gradebook/all_test.ts";
import "./grade/all_test.ts";
import "./homework/all_test.ts";
import "./lab/all_test.ts";
import "./lessons/all_test.ts";
import "./room/all_test.ts";
import "./site/all_test.ts";
import "./workbook/all_test.ts";
import "./learner_test.ts";
import "./class_test.ts";
import "./homework_page_test.ts";
