/** All tests of this folder, in one module: each module costs a start of its own. */
import "./04_virtual_memory_tests.ts";
import "./12_on_your_kernel_tests.ts";
import "./fuzz_tests.ts";
import "./judges_tests.ts";
import "./mutants_tests.ts";
import "./trees_tests.ts";
import "./questions_tests.ts";
import "./types_tests.ts";
