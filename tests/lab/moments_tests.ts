import { assert, assertEquals, assertThrows } from "@std/assert";
import { Refusal } from "../../lib/lab/absence.ts";
import { strategyOf } from "../../lib/lab/calls.ts";
import { Kernel } from "../../lib/lab/kernel.ts";
import { momentBytes } from "../../lib/lab/moment.ts";
import { findMoments, observeMoments } from "../../lib/lab/moments.ts";
import { makeFile } from "../../lib/lab/probe_bench.ts";
import {
  answerCalls,
  callLists,
  inUse,
  labTest,
  RefusingKernel,
  testFolder,
} from "./lab_test_kit.ts";

const options = {
  folder: testFolder,
  strategies: callLists,
  runs: 1,
  bytes: 2 ** 16,
  onStep: (): void => {},
};

Deno.test(
  labTest(
    "observeMoments() looks at every strategy, and leaves nothing",
    () => {
      const kernel = new Kernel();
      const before = inUse(kernel);
      const { sightings, absent, machine } = observeMoments(kernel, options);
      assertEquals(inUse(kernel), before);
      assertEquals(machine.architecture, Deno.build.arch);
      const ways = [...sightings, ...absent].map(({ way }) => way);
      for (const { name } of callLists) assert(ways.includes(name), name);
      assertEquals(ways.length, callLists.length + 4);
      for (const { way, arrivedBytes, unsentBytes, ...seen } of sightings) {
        assertEquals(seen.oldBytes + seen.newBytes, momentBytes, way);
        assert(arrivedBytes > 0 && unsentBytes > 0, way);
      }
      for (const { unacknowledgedBytes, unsentBytes, way } of sightings) {
        assert(unacknowledgedBytes >= unsentBytes, way);
      }
      for (const { way, moment } of sightings.slice(0, 2)) {
        assertEquals(moment, "call", way);
      }
    },
  ),
);

Deno.test(
  labTest(
    "the bytes are changed before the receiver reads, and where they lie",
    () => {
      const kernel = new Kernel();
      const made: string[] = [];
      answerCalls(kernel, (name) => {
        if (["pwrite", "recv"].includes(name)) made.push(name);
      });
      using stack = new DisposableStack();
      const file = makeFile(kernel, testFolder, stack);
      const [readWrite] = callLists.map(strategyOf);
      const { sightings } = findMoments([readWrite!], { kernel, file });
      assertEquals(
        made,
        Array(sightings[0]!.runs).fill(["pwrite", "pwrite", "recv"]).flat(),
      );
    },
  ),
);

Deno.test(
  labTest("where all are refused, the first refusal is told", () => {
    const kernel = new RefusingKernel();
    kernel.refuseAll("connect", 101);
    const before = inUse(kernel);
    assertThrows(
      () => observeMoments(kernel, options),
      Refusal,
      "connect() failed with ENETUNREACH (the loopback device of this network namespace is down: ip link set lo up)",
    );
    assertEquals(inUse(kernel), before);
  }),
);

Deno.test(
  labTest(
    "a strategy that is refused is absent, and the others are seen",
    () => {
      for (const name of ["sendfile", "splice", "pipe2"] as const) {
        const kernel = new RefusingKernel();
        kernel.refuseAll(name, 38);
        const before = inUse(kernel);
        const { sightings, absent } = observeMoments(kernel, options);
        assertEquals(inUse(kernel), before);
        const usesIt = name === "sendfile"
          ? ["sendfile"]
          : ["splice", "read + vmsplice + splice"];
        const missing = absent.filter(({ because }) =>
          because.startsWith(`${name}() failed with ENOSYS (`)
        ).map(({ way }) => way);
        assertEquals(missing, usesIt);
        assert(sightings.some(({ way }) => way === "read + write"));
      }
    },
  ),
);
