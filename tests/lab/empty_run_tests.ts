import { assert, assertEquals } from "@std/assert";
import { strategyOf } from "../../lib/lab/calls.ts";
import { faultsOfEmptyRun } from "../../lib/lab/empty_run.ts";
import { Kernel } from "../../lib/lab/kernel.ts";
import type { CallName } from "../../lib/lab/libc.ts";
import { makeFile, makeMemory } from "../../lib/lab/probe_bench.ts";
import {
  answerCalls,
  expectedCalls,
  inUse,
  labTest,
  refuseEachCall,
  RefusingKernel,
  socketStrategies,
  testFolder,
} from "./lab_test_kit.ts";

const [fileBytes, pieceBytes] = [2 ** 20, 2 ** 16];

/** The calls that move bytes. */
const moving = ["read", "write", "sendfile", "splice"] as const;

/** Makes empty runs with a kernel: all that is needed is given back. */
function emptyRunWith<Kind extends Kernel>(
  kernel: Kind,
  use: (run: (strategy: typeof socketStrategies[number]) => number) => void,
): void {
  using stack = new DisposableStack();
  const file = makeFile(kernel, testFolder, stack);
  file.fillAtRandom(fileBytes);
  const buffer = makeMemory(kernel, pieceBytes, stack);
  const sent = { kernel, file, buffer, fileBytes, pieceBytes };
  use((strategy) => faultsOfEmptyRun(strategy, sent));
}

Deno.test(
  labTest(
    "an empty run makes the calls of a strategy, each for no bytes",
    () => {
      const kernel = new Kernel();
      emptyRunWith(kernel, (run) => {
        for (const strategy of socketStrategies) {
          const before = inUse(kernel);
          const moved: number[] = [];
          const originals = moving.map((name) => kernel[name].bind(kernel));
          moving.forEach((name, i) => {
            kernel[name] = ((...args: [number, never, number]) => {
              moved.push(args[2]);
              return (originals[i] as (...args: unknown[]) => number)(...args);
            }) as never;
          });
          const callsBefore = kernel.calls;
          const faults = run(strategy);
          const made = Object.entries(kernel.calls).flatMap(([name, calls]) => {
            const more = calls - callsBefore[name as CallName];
            return more > 0 && name in expected(strategy.name)
              ? [[name, more]]
              : [];
          });
          assertEquals(Object.fromEntries(made), expected(strategy.name));
          // The meter reads its account of the disk before and after.
          assertEquals(moved.filter((bytes) => bytes > 0).length, 2);
          assert(faults >= 0);
          assertEquals(inUse(kernel), before);
          moving.forEach((name, i) => kernel[name] = originals[i] as never);
        }
      });
    },
  ),
);

/** The calls of a strategy for the file; those for its account of the disk are read besides. */
function expected(name: string): Partial<Record<CallName, number>> {
  const calls = expectedCalls(fileBytes / pieceBytes)[name]!;
  return calls.read === undefined ? calls : { ...calls, read: calls.read + 2 };
}

Deno.test(labTest("an empty run counts the faults that it has", () => {
  const kernel = new Kernel();
  let minor = 100;
  answerCalls(kernel, (name, args) => {
    if (name !== "getrusage") return;
    const rusage = new BigInt64Array(
      (args[1] as Uint8Array<ArrayBuffer>).buffer,
    );
    rusage[8] = BigInt(minor += 3);
    rusage[9] = BigInt(2 * minor);
    return 0;
  });
  emptyRunWith(kernel, (run) => {
    assertEquals(socketStrategies.map(run), socketStrategies.map(() => 9));
  });
}));

Deno.test(
  labTest(
    "a strategy that refers to its buffer is not carried out empty",
    () => {
      const kernel = new Kernel();
      emptyRunWith(kernel, (run) => {
        const before = kernel.calls;
        const strategy = strategyOf({
          name: "read + send(MSG_ZEROCOPY)",
          calls: [{ call: "read", from: "file" }, {
            call: "send",
            from: "buffer",
          }],
        });
        assertEquals(run(strategy), 0);
        assertEquals(kernel.calls, before);
      });
    },
  ),
);

Deno.test(
  labTest(
    "an empty run leaves nothing open, whichever call fails",
    async () => {
      const kernel = new RefusingKernel();
      using stack = new DisposableStack();
      const file = makeFile(kernel, testFolder, stack);
      file.fillAtRandom(fileBytes);
      const buffer = makeMemory(kernel, pieceBytes, stack);
      const sent = { kernel, file, buffer, fileBytes: 2 ** 17, pieceBytes };
      for (const strategy of socketStrategies) {
        const refused = await refuseEachCall(
          kernel,
          () => void faultsOfEmptyRun(strategy, sent),
        );
        assert(refused > 5, strategy.name);
      }
    },
  ),
);
