/** All tests of this folder, in one module: each module costs a start of its own. */
import "./cpu_tests.ts";
import "./dma_engine_tests.ts";
import "./instruction_tests.ts";
import "./job_tests.ts";
import "./machine_tests.ts";
import "./memory_tests.ts";
import "./nic_tests.ts";
import "./page_cache_tests.ts";
import "./page_table_tests.ts";
import "./pipe_tests.ts";
import "./program_tests.ts";
import "./rhythm_tests.ts";
import "./run_tests.ts";
import "./scripted_kernel_tests.ts";
import "./socket_buffer_tests.ts";
import "./user_buffer_tests.ts";
