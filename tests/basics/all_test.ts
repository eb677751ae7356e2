/** All tests of this folder, in one module: each module costs a start of its own. */
import "./access_pattern_tests.ts";
import "./attempt_tests.ts";
import "./device_transfer_tests.ts";
import "./disk_controller_tests.ts";
import "./hardware_tests.ts";
import "./operation_tests.ts";
import "./scheduler_tests.ts";
import "./shared_frame_tests.ts";
import "./stopwatch_tests.ts";
import "./task_tests.ts";
import "./virtual_memory_tests.ts";
