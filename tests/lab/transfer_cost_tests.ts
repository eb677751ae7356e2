import { assert, assertEquals, assertRejects } from "@std/assert";
import { Kernel } from "../../lib/lab/kernel.ts";
import { makeFile } from "../../lib/lab/probe_bench.ts";
import type { Taking } from "../../lib/lab/sink.ts";
import { SyscallError } from "../../lib/lab/syscall_error.ts";
import {
  bufferFor,
  measureCosts,
  Sender,
} from "../../lib/lab/transfer_cost.ts";
import {
  type LabStrategy,
  type Sending,
  strategyOf,
  type TransferSetup,
} from "../../lib/lab/calls.ts";
import {
  answerCalls,
  assertSame,
  endedThreads,
  expectedCalls,
  inUse,
  labTest,
  readWrite,
  refuseCalls,
  RefusingKernel,
  socketStrategies,
  testFolder,
} from "./lab_test_kit.ts";

const [fileBytes, pieceBytes] = [2 ** 20, 2 ** 16];
const amounts = { fileBytes, pieceBytes, coldRuns: 2, warmRuns: 3 };
const calls = expectedCalls(fileBytes / pieceBytes);
const manners: readonly Taking[] = ["keep", "read", "discard"];

/** Sends the beginning of the file: one piece. */
const onePiece: LabStrategy = {
  name: "one piece",
  *send(transfer: TransferSetup): Sending {
    yield* readWrite.send(transfer).take(2);
  },
};

/** Sends as many bytes as the file has, and one of them is another in each piece. */
const otherBytes: LabStrategy = {
  name: "other bytes",
  *send(transfer: TransferSetup): Sending {
    for (const step of readWrite.send(transfer)) {
      if (step.call === "read") transfer.buffer.bytes[7]! ^= 1;
      yield step;
    }
  },
};

Deno.test(
  labTest(
    "send() delivers the file by each strategy, and counts its calls",
    async () => {
      const kernel = new Kernel();
      const before = inUse(kernel);
      {
        using stack = new DisposableStack();
        const file = makeFile(kernel, testFolder, stack);
        const content = file.fillAtRandom(fileBytes);
        using sender = new Sender(
          kernel,
          file,
          bufferFor(socketStrategies, amounts),
        );
        for (const taking of manners) {
          for (const strategy of socketStrategies) {
            const { usage, arrived, bytes } = await sender
              .send(strategy, { fileBytes, pieceBytes, taking });
            assertEquals(bytes, fileBytes);
            assertEquals(usage.calls, calls[strategy.name]);
            assertEquals(arrived !== null, taking === "keep");
            if (arrived !== null) assertSame(arrived, content, strategy.name);
          }
        }
      }
      assertEquals(inUse(kernel), before);
    },
  ),
);

Deno.test(
  labTest(
    "send() fails with the error of the strategy, and the next one goes well",
    async () => {
      using stack = new DisposableStack();
      const kernel = new RefusingKernel();
      const file = makeFile(kernel, testFolder, stack);
      const content = file.fillAtRandom(fileBytes);
      using sender = new Sender(
        kernel,
        file,
        bufferFor(socketStrategies, amounts),
      );
      const before = inUse(kernel);
      for (const taking of manners) {
        for (const strategy of socketStrategies) {
          const failing: LabStrategy = {
            name: "failing",
            *send(transfer: TransferSetup): Sending {
              kernel.refuseAfter(4);
              yield* strategy.send(transfer);
            },
          };
          const order = { fileBytes, pieceBytes, taking };
          await assertRejects(() => sender.send(failing, order), SyscallError);
          assert(kernel.hasRefused);
          kernel.refuseAfter(Infinity);
          assertEquals(inUse(kernel), before, strategy.name);
          const next = await sender.send(strategy, {
            ...order,
            taking: "keep",
          });
          assertSame(next.arrived!, content, strategy.name);
        }
      }
    },
  ),
);

Deno.test(
  labTest(
    "send() says how much arrived where a strategy sends less",
    async () => {
      using stack = new DisposableStack();
      const kernel = new Kernel();
      const file = makeFile(kernel, testFolder, stack);
      file.fillAtRandom(fileBytes);
      using sender = new Sender(kernel, file, pieceBytes);
      for (const taking of manners) {
        const { bytes } = await sender
          .send(onePiece, { fileBytes, pieceBytes, taking });
        assertEquals(bytes, pieceBytes, taking);
      }
    },
  ),
);

Deno.test(
  labTest(
    "measureCosts() says what each strategy took, and that it delivers",
    async () => {
      const kernel = new Kernel();
      const before = inUse(kernel);
      {
        using stack = new DisposableStack();
        const file = makeFile(kernel, testFolder, stack);
        const { seen: costs } = await measureCosts(
          socketStrategies,
          { kernel, file },
          amounts,
        );
        assertEquals(
          costs.map(({ way, warm }) => [way, warm.calls]),
          Object.entries(calls),
        );
        for (const cost of costs) {
          assert(cost.isDelivered, cost.way);
          assertEquals([cost.fileBytes, cost.pieceBytes], [
            fileBytes,
            pieceBytes,
          ]);
          assertEquals(cost.warmRuns, 3);
          assertEquals(cost.cold === null, cost.coldRuns === 0);
          assert(cost.coldRuns <= 2);
          assertEquals(cost.cold?.calls ?? cost.warm.calls, cost.warm.calls);
        }
        assertEquals(JSON.parse(JSON.stringify(costs)), costs);
      }
      assertEquals(inUse(kernel), before);
    },
  ),
);

Deno.test(
  labTest(
    "measureCosts() holds the whole file for a strategy that refers to the buffer",
    async () => {
      using stack = new DisposableStack();
      const kernel = new Kernel();
      const file = makeFile(kernel, testFolder, stack);
      const zerocopy = strategyOf({
        name: "read + send",
        calls: [{ call: "read", from: "file" }, {
          call: "send",
          from: "buffer",
        }],
      });
      assertEquals(bufferFor([readWrite], amounts), pieceBytes);
      assertEquals(bufferFor([readWrite, zerocopy], amounts), fileBytes);
      const { seen: costs } = await measureCosts(
        [readWrite, zerocopy],
        { kernel, file },
        amounts,
      );
      const pieces = fileBytes / pieceBytes;
      assertEquals(costs[1]!.warm.calls, { read: pieces + 1, send: pieces });
      assert(costs.every(({ isDelivered }) => isDelivered));
    },
  ),
);

Deno.test(
  labTest("measureCosts() keeps cold runs and warm ones apart", async () => {
    using stack = new DisposableStack();
    const kernel = new Kernel();
    const file = makeFile(kernel, testFolder, stack);
    file.dropPages = (): number => 0;
    const [coldRuns, warmRuns] = [3, 2];
    let [runs, faults] = [0, 0];
    answerCalls(kernel, (name, args) => {
      if (name !== "getrusage") return;
      const { buffer } = args[1] as Uint8Array<ArrayBuffer>;
      new BigInt64Array(buffer)[8] = BigInt(faults);
      return 0;
    });
    const strategy: LabStrategy = {
      name: "with faults",
      *send(transfer: TransferSetup): Sending {
        faults += runs++ < coldRuns ? 1000 : 1;
        yield* readWrite.send(transfer);
      },
    };
    const { seen: [cost] } = await measureCosts([strategy], { kernel, file }, {
      ...amounts,
      coldRuns,
      warmRuns,
    });
    // With each warm run there is an empty one.
    assertEquals(runs, coldRuns + 2 * warmRuns);
    assertEquals(cost?.cold?.minorFaults, 1000);
    assertEquals(cost?.warm.minorFaults, 1);
    assertEquals(cost?.runtimeFaults, 1);
  }),
);

Deno.test(
  labTest("measureCosts() ends the thread of its receiver", async () => {
    using stack = new DisposableStack();
    const kernel = new Kernel();
    const file = makeFile(kernel, testFolder, stack);
    const ended = await endedThreads(async () => {
      await measureCosts([readWrite], { kernel, file }, amounts);
    });
    assertEquals(ended, 1);
  }),
);

Deno.test(
  labTest(
    "measureCosts() has cold runs only where no page was in memory",
    async () => {
      const kernel = new Kernel();
      for (const pages of [[0, 0], [3, 0], [3, 3]]) {
        using stack = new DisposableStack();
        const file = makeFile(kernel, testFolder, stack);
        const coldRuns = pages.filter((left) => left === 0).length;
        const rest = [...pages];
        file.dropPages = (): number => rest.shift()!;
        const { seen: [cost] } = await measureCosts(
          [readWrite],
          { kernel, file },
          amounts,
        );
        assertEquals(cost?.cold !== null, coldRuns > 0);
        assertEquals(cost?.coldRuns, coldRuns);
      }
    },
  ),
);

Deno.test(
  labTest(
    "measureCosts() finds out a strategy that delivers something else",
    async () => {
      using stack = new DisposableStack();
      const kernel = new Kernel();
      const file = makeFile(kernel, testFolder, stack);
      let runs = 0;
      const lessInTheEnd: LabStrategy = {
        name: "less in the end",
        send: (transfer) =>
          (runs++ < amounts.coldRuns ? readWrite : onePiece).send(transfer),
      };
      const strategies = [otherBytes, onePiece, lessInTheEnd, readWrite];
      const { seen: costs } = await measureCosts(
        strategies,
        { kernel, file },
        amounts,
      );
      assertEquals(
        costs.map(({ way, isDelivered }) => [way, isDelivered]),
        strategies.map((strategy) => [strategy.name, strategy === readWrite]),
      );
    },
  ),
);

Deno.test(
  labTest(
    "measureCosts() goes on without a strategy that is refused, soon or late",
    async () => {
      for (const callsBefore of [0, 7]) {
        using stack = new DisposableStack();
        const kernel = new Kernel();
        const file = makeFile(kernel, testFolder, stack);
        const before = inUse(kernel);
        let left = callsBefore;
        const whole = kernel.sendfile.bind(kernel);
        kernel.sendfile = (...args) => {
          if (left-- <= 0) throw new SyscallError("sendfile()", 38);
          return whole(...args);
        };
        const { seen, absent } = await measureCosts(
          socketStrategies,
          { kernel, file },
          amounts,
        );
        assertEquals(
          seen.map(({ way }) => way),
          ["read + write", "mmap + write", "splice"],
        );
        assert(seen.every(({ isDelivered }) => isDelivered));
        assertEquals(absent, [{
          way: "sendfile",
          because: "sendfile() failed with ENOSYS (function not implemented)",
        }]);
        assertEquals(inUse(kernel), before);
      }
    },
  ),
);

Deno.test(
  labTest(
    "measureCosts() has no cold runs where the kernel does not tell of pages",
    async () => {
      for (const name of ["mincore", "posix_fadvise", "fsync"] as const) {
        using stack = new DisposableStack();
        const kernel = new Kernel();
        const file = makeFile(kernel, testFolder, stack);
        refuseCalls(kernel, { name, errno: 22 });
        const { seen: [cost], absent } = await measureCosts(
          [readWrite],
          { kernel, file },
          amounts,
        );
        assertEquals([cost?.cold, cost?.coldRuns], [null, 0], name);
        assertEquals([cost?.isDelivered, absent], [true, []], name);
      }
    },
  ),
);
