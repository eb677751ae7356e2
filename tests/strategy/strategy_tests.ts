import { assertEquals } from "@std/assert";
import {
  makeJob,
  nicAbilities,
  type NicAbility,
} from "../../lib/machine/job.ts";
import { callsOf } from "../../lib/machine/program.ts";
import { run } from "../../lib/machine/run.ts";
import { count } from "../../lib/trace/count.ts";
import { linux, strategies } from "../../lib/strategy/linux.ts";
import {
  callCounts,
  choicesOf,
  copiesByCall,
  routeOf,
} from "../../lib/strategy/strategy.ts";

/** What the textbooks know of those that a program can choose. */
const four = choicesOf(strategies).slice(0, 4);

/** Calls that open or close something, and hand no byte on. */
const opening = ["pipe", "munmap"];

Deno.test("each strategy has one name, in the textbook and on Linux", () => {
  for (const { name, textbook, linux } of strategies) {
    assertEquals([textbook.name, linux.name], [name, name]);
  }
  const names = strategies.map(({ name }) => name);
  assertEquals(linux.map(({ name }) => name), names);
  assertEquals(new Set(names).size, names.length);
});

Deno.test("a strategy makes the calls on the kernel that its program makes in the model", () => {
  for (const { name, linux, calls } of strategies) {
    const made = calls.map(({ call }) => call.split(" ")[0]!);
    assertEquals(
      [...new Set(made)],
      callsOf(linux).filter((call) => !opening.includes(call)),
      name,
    );
  }
});

Deno.test("a program can choose four strategies; the NIC decides whether sendfile gathers", () => {
  assertEquals(
    four.map(({ choice, name }) => [choice, name]),
    [
      ["read + write", "read + write"],
      ["mmap + write", "mmap + write"],
      ["sendfile", "sendfile + gather"],
      ["splice", "splice"],
    ],
  );
});

Deno.test("routeOf() begins at the file and ends at the socket", () => {
  assertEquals(four.map(routeOf), [
    ["file", "buffer", "socket"],
    ["file", "mapping", "socket"],
    ["file", "socket"],
    ["file", "pipe", "socket"],
  ]);
});

Deno.test("copiesByCall() says which calls copy, with each NIC", () => {
  const copies = (nic: NicAbility): number[][] =>
    four.map((one) => copiesByCall(one, nic));
  assertEquals(copies("gather"), [[1, 1], [0, 1], [0], [0, 0]]);
  for (const nic of nicAbilities.slice(1)) {
    assertEquals(copies(nic), [[1, 1], [0, 1], [1], [0, 1]], nic);
  }
});

Deno.test("the formulas of the mode switches are written as they are computed", () => {
  for (const { name, switches: { says, of } } of strategies) {
    for (const pieces of [0, 1, 16]) {
      const product = says.replaceAll(/(\d)(?=[N(])/g, "$1 * ");
      const [sum, factor] = product.endsWith(")")
        ? [product.slice(product.indexOf("(") + 1, -1), 2]
        : [product, 1];
      const value = sum.split(" + ").map((term) =>
        term.split(" * ").map((one) => one === "N" ? pieces : Number(one))
          .reduce((a, b) => a * b)
      ).reduce((a, b) => a + b);
      assertEquals(of(pieces), factor * value, `${name} ${pieces}`);
    }
  }
});

Deno.test("callCounts() counts the calls that strace saw for 16 pieces, each by its name", () => {
  const job = makeJob({ fileBytes: 2 ** 20, bufferBytes: 2 ** 16 });
  assertEquals(four.map((one) => callCounts(one.linux, job)), [
    { read: 17, write: 16 },
    { mmap: 1, write: 16, munmap: 1 },
    { sendfile: 16 },
    { pipe: 1, splice: 32 },
  ]);
});

Deno.test("callCounts() adds up to the system calls of a run", () => {
  const job = makeJob({ fileBytes: 100_001, bufferBytes: 7000 });
  for (const { name, textbook, linux } of strategies) {
    for (const program of [textbook, linux]) {
      const sum = Object.values(callCounts(program, job))
        .reduce((sum, calls) => sum + calls, 0);
      assertEquals(sum, count(run(program, job).trace).systemCalls, name);
    }
  }
});
