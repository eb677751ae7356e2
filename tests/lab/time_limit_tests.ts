import { assert, assertEquals } from "@std/assert";
import { Kernel } from "../../lib/lab/kernel.ts";
import { TimeLimit } from "../../lib/lab/time_limit.ts";
import { endedThreads, labTest } from "./lab_test_kit.ts";

/** Asks for the alarm that is set, which takes it away. [s] */
function takeAlarm(kernel: Kernel): number {
  return kernel.call("alarm", 0);
}

Deno.test(labTest("a TimeLimit has an alarm besides, which comes later", () => {
  const kernel = new Kernel();
  using _ = new TimeLimit(kernel, 5000);
  const left = takeAlarm(kernel);
  assert(5000 < left && left <= 5010, `${left} s`);
}));

Deno.test(
  labTest(
    "a TimeLimit that is over leaves no alarm, and no thread",
    async () => {
      const kernel = new Kernel();
      const ended = await endedThreads(() => {
        using limit = new TimeLimit(kernel, 5000);
        limit.keep("what was found");
      });
      assertEquals(ended, 1);
      assertEquals(takeAlarm(kernel), 0);
    },
  ),
);
