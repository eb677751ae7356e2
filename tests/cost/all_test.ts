/** All tests of this folder, in one module: each module costs a start of its own. */
import "./cost_tests.ts";
import "./crossover_tests.ts";
