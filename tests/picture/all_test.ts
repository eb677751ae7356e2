/** All tests of this folder, in one module: each module costs a start of its own. */
import "./counts_tests.ts";
import "./file_tests.ts";
import "./film_tests.ts";
import "./frames_tests.ts";
import "./moments_tests.ts";
import "./palette_tests.ts";
import "./places_tests.ts";
import "./pieces_tests.ts";
import "./sequence_tests.ts";
import "./shapes_tests.ts";
import "./steps_tests.ts";
import "./terminal_colours_tests.ts";
import "./way_drawing_tests.ts";
import "./way_tests.ts";
