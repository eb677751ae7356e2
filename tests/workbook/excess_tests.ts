import { assertEquals } from "@std/assert";
import { firstNotIn } from "../../lib/workbook/excess.ts";
import type { Event } from "../../lib/trace/event.ts";
import { quantities } from "../../lib/trace/quantity.ts";

/** Calls that are entered, each at a step: "read 1". */
function trace(...calls: string[]): Event[] {
  return calls.map((one) => {
    const [call, step] = one.split(" ") as [string, string];
    return {
      kind: "mode switch",
      to: "kernel",
      call,
      step: Number(step),
      round: 1,
    };
  });
}

/** The step of the first event too many. */
function extraIn(own: Event[], model: Event[]): number {
  return firstNotIn(model, own, quantities.systemCalls.adds).step;
}

Deno.test("firstNotIn() finds the step that a model does without", () => {
  assertEquals(extraIn(trace("read 1", "mmap 3"), trace("read 1")), 3);
  // Each piece has it.
  const own = trace("read 1", "read 2", "read 1", "read 2");
  assertEquals(extraIn(own, trace("read 1", "read 1")), 2);
});

Deno.test("firstNotIn() finds the first repetition where all steps are needed", () => {
  const own = trace("read 1", "write 2", "read 1");
  assertEquals(extraIn(own, trace("read 1", "write 2")), 1);
});

Deno.test("firstNotIn() finds the step that is done more often than its counterpart", () => {
  const model = trace("read 1", "read 1", "read 9");
  const own = trace("read 1", "read 9", "read 1", "read 9");
  assertEquals(extraIn(own, model), 9);
});

Deno.test("firstNotIn() leaves out what does not count", () => {
  const left = {
    kind: "interrupt",
    device: "disk",
    step: 1,
    round: 1,
  } as const;
  assertEquals(extraIn([left, ...trace("read 2")], []), 2);
});
