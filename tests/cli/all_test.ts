/** All tests of this folder, in one module: each module costs a start of its own. */
import "./class_part.ts";
import "./grading_part.ts";
import "./others_part.ts";
