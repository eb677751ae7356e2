/** All tests that may only read, in one module: each module costs a start of its own. */
import "./cost/all_test.ts";
import "./evidence/all_test.ts";
import "./exam/all_test.ts";
import "./exercises/all_test.ts";
import "./machine/all_test.ts";
import "./picture/all_test.ts";
import "./strace/all_test.ts";
import "./strategy/all_test.ts";
import "./text/all_test.ts";
import "./trace/all_test.ts";
import "./web/all_test.ts";
import "./layers_test.ts";
import "./textbook_test.ts";
import "./tidy_test.ts";
