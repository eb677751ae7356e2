import { assert, assertEquals } from "@std/assert";
import {
  attempt,
  attemptAddresses,
  attemptAll,
  reach,
} from "../../../lessons/01_modes/attempt.ts";
import { Hardware } from "../../../lessons/01_modes/hardware.ts";
import { Memory } from "../../../lib/machine/memory.ts";
import {
  operationNamed,
  operations,
} from "../../../lessons/01_modes/operation.ts";
import { PageTable } from "../../../lib/machine/page_table.ts";
import {
  addressesTable,
  attemptsTable,
  drawReach,
  sayAttempt,
} from "../../../lessons/01_modes/pictures.ts";
import { displayWidth } from "../../../lib/text/width.ts";

Deno.test("attemptsTable() has a line for each operation, with both modes", () => {
  const [asUser, asKernel] = [attemptAll("user"), attemptAll("kernel")];
  const lines = attemptsTable(asUser, asKernel, 72).split("\n");
  assertEquals(lines.length, 2 + operations.length);
  const cells = lines.map((line) => line.split("|").map((cell) => cell.trim()));
  const rowOf = (name: string): string[] | undefined =>
    cells.find((row) => row[1] === name)?.slice(2, 5);
  assertEquals(rowOf("add"), ["done", "done", "a 2 → 5"]);
  assertEquals(rowOf("trap"), ["done", "refused", "mode user → kernel"]);
  assertEquals(rowOf("halt"), ["refused", "done", "CPU runs → halted"]);
});

Deno.test("addressesTable() says where an address leads, or that it is refused", () => {
  const table = new PageTable(new Memory(4, 4096));
  table.map(1, { frame: 2, place: "user buffer" });
  const kernel = table.kernelAddress(0x2064);
  const text = addressesTable(
    attemptAddresses(table, { process: 0x1064, kernel }),
  );
  const rows = text.split("\n").slice(2).map((line) =>
    line.split("|").slice(2, 4).map((cell) => cell.trim())
  );
  assertEquals(rows, [["0x2064", "0x2064"], ["refused", "0x2064"]]);
});

Deno.test("drawReach() shows the modes, the change and the mode switches", () => {
  assertEquals(drawReach(reach(operationNamed("halt")), 72), [
    "read(): no bytes yet, and nothing else to run",
    "",
    "user    1  enter the kernel for read(): mode user → kernel",
    "kernel  2  halt: CPU runs → halted",
    "           interrupt from the disk",
    "kernel  3  return from read(): mode kernel → user",
    "",
    "mode switches: 2",
  ]);
  assertEquals(drawReach(reach(operationNamed("add")), 72), [
    "user    1  add: a 2 → 5",
    "",
    "mode switches: 0",
  ]);
});

Deno.test("drawReach() fits into 40 columns for every operation", () => {
  for (const operation of operations) {
    for (const line of drawReach(reach(operation), 40)) {
      assert(displayWidth(line) <= 40, `${operation.name}: ${line}`);
    }
  }
});

Deno.test("sayAttempt() gives the message of a fault word for word", () => {
  const refused = attempt(new Hardware(), operationNamed("halt"));
  assert(sayAttempt(refused).includes(refused.fault!.message));
  const done = attempt(new Hardware(), operationNamed("add"));
  assertEquals(sayAttempt(done), "Done: add, a 2 → 5.");
});

Deno.test("sayAttempt() says common words of what changed once", () => {
  const { operation, done } = attempt(new Hardware(), operationNamed("add"));
  const say = (before: string, after: string): string =>
    sayAttempt({ operation, done: { ...done!, before, after } })
      .replace(/^Done: add, (.*)\.$/, "$1");
  assertEquals(say("disk idle", "disk busy"), "disk idle → busy");
  assertEquals(say("memory 7 8", "memory 0 0"), "memory 7 8 → 0 0");
  assertEquals(say("memory 7 8", "memory 7 0"), "memory 7 8 → 0");
  assertEquals(say("clock 0", "clock 0"), "clock 0, as before");
});

Deno.test("attemptsTable() uses fewer words where there is less room", () => {
  const [asUser, asKernel] = [attemptAll("user"), attemptAll("kernel")];
  const lines = attemptsTable(asUser, asKernel, 60).split("\n");
  for (const line of lines) assert(displayWidth(line) <= 60, line);
  const halt = lines.find((line) => line.includes("halt"));
  assert(halt?.includes("CPU halted") && !halt.includes("→"), halt);
});
