import { assert, assertEquals } from "@std/assert";
import { Kernel } from "../../lib/lab/kernel.ts";
import { limitWholeRun } from "../../lib/lab/time_limit.ts";
import { labTest } from "./lab_test_kit.ts";

/** Asks for the limit that is set, which takes it away. [s] */
function takeLimit(kernel: Kernel): number {
  return kernel.call("alarm", 0);
}

Deno.test(
  labTest("limitWholeRun() sets an alarm, and a later one instead", () => {
    const kernel = new Kernel();
    for (const seconds of [100_000, 5000]) limitWholeRun(kernel, seconds);
    const left = takeLimit(kernel);
    assert(0 < left && left <= 5000, `${left} s`);
    assertEquals(takeLimit(kernel), 0);
  }),
);

Deno.test(labTest("limitWholeRun() with 0 takes the limit away", () => {
  const kernel = new Kernel();
  limitWholeRun(kernel, 5000);
  limitWholeRun(kernel, 0);
  assertEquals(takeLimit(kernel), 0);
}));
