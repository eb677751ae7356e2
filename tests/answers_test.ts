/**
 * The answers, in one module: each module costs a start of its own. `deno test` runs this one, in the
 * workbook `workbook_test.ts` too; `deno test exercises/05_read_write` runs those of a lesson.
 */
import "../exercises/01_modes/answer_test.ts";
import "../exercises/02_context/answer_test.ts";
import "../exercises/03_dma/answer_test.ts";
import "../exercises/04_virtual_memory/answer_test.ts";
import "../exercises/05_read_write/answer_test.ts";
import "../exercises/06_mmap_write/answer_test.ts";
import "../exercises/07_sendfile/answer_test.ts";
import "../exercises/08_sendfile_gather/answer_test.ts";
import "../exercises/09_splice/answer_test.ts";
import "../exercises/10_choosing/answer_test.ts";
import "../exercises/11_in_the_wild/answer_test.ts";
import "../exercises/12_on_your_kernel/answer_test.ts";
