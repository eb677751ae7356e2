import { assert, assertEquals, assertThrows } from "@std/assert";
import { Kernel } from "../../lib/lab/kernel.ts";
import { Meter } from "../../lib/lab/meter.ts";
import type { ProbeBench } from "../../lib/lab/probe.ts";
import {
  makeFile,
  makeMemory,
  makePipeBench,
  makeSocketBench,
} from "../../lib/lab/probe_bench.ts";
import { SyscallError } from "../../lib/lab/syscall_error.ts";
import { Sender } from "../../lib/lab/transfer_cost.ts";
import {
  type LabStrategy,
  strategyOf,
  type TransferSetup,
} from "../../lib/lab/calls.ts";
import {
  countPieces,
  type Job,
  makeJob,
  pieceOf,
} from "../../lib/machine/job.ts";
import { limitJob, spliceThrough } from "../../lib/strategy/linux.ts";
import { pipeBytesOf } from "../../lib/lab/pipe_size.ts";
import { makeDice } from "../dice.ts";
import {
  assertSame,
  expectedCalls,
  inUse,
  labTest,
  mmapWrite,
  pipeStrategies,
  readWrite,
  refuseEachCall,
  RefusingKernel,
  ReluctantKernel,
  sendfile,
  socketStrategies,
  splice,
  testFolder,
} from "./lab_test_kit.ts";

const spliceOnce = pipeStrategies.find(({ name }) => name === splice.name)!;

/** A file of random bytes, and an end to send it to. */
interface Prepared {
  readonly bench: ProbeBench;
  readonly transfer: TransferSetup;
  readonly content: Uint8Array;
}

/** Sizes of a file and of its pieces: odd, a page and next to it, pieces larger than the file. [bytes] */
const sizes = [
  [1, 1],
  [1, 65_536],
  [4095, 4096],
  [4096, 4096],
  [4097, 4096],
  [9999, 100_000],
  [65_536, 16_384],
  [65_536, 65_536],
] as const;

const ends = {
  socket: { make: makeSocketBench, strategies: socketStrategies },
  pipe: { make: makePipeBench, strategies: pipeStrategies },
};

/** A kernel that writes down what each splice moved, and from where. */
class WatchedKernel extends Kernel {
  readonly moved: { readonly from: number; readonly bytes: number }[] = [];

  override splice(from: number, to: number, bytes: number): number {
    const moved = super.splice(from, to, bytes);
    this.moved.push({ from, bytes: moved });
    return moved;
  }
}

/** Makes a file and two ends, and does something with them. */
function prepare(
  { kernel, end, bytes, pieceBytes }: {
    kernel: Kernel;
    end: keyof typeof ends;
    bytes: number;
    pieceBytes: number;
  },
  act: (prepared: Prepared) => void,
): void {
  using stack = new DisposableStack();
  const file = makeFile(kernel, testFolder, stack);
  const content = file.fillAtRandom(bytes);
  const buffer = makeMemory(kernel, Math.max(bytes, pieceBytes), stack);
  const bench = ends[end].make({ kernel, file, buffer, bytes, stack });
  const { to } = bench;
  if (end === "socket") {
    // Without TCP_NODELAY of tcp(7), a small piece waits a while for the one before.
    kernel.call("setsockopt", to, 6, 1, Uint8Array.of(1, 0, 0, 0), 4);
  }
  const transfer = { kernel, file: file.fd, bytes, pieceBytes, buffer, to };
  act({ bench, transfer, content });
}

/** Sends through each strategy into each kind of end. */
function assertDelivery(
  kernel: Kernel,
  end: keyof typeof ends,
  [bytes, pieceBytes]: readonly [number, number],
  about = "",
): void {
  prepare(
    { kernel, end, bytes, pieceBytes },
    ({ bench, transfer, content }) => {
      for (const strategy of ends[end].strategies) {
        bench.file.rewind();
        strategy.send(transfer).toArray();
        assertSame(
          bench.receive(bytes),
          content,
          `${strategy.name}, ${end}, ${bytes} bytes by ${pieceBytes} ${about}`,
        );
      }
    },
  );
}

/** What a strategy hands on, call by call. */
function handingsOf(strategy: LabStrategy, transfer: TransferSetup): string[] {
  return strategy.send(transfer).toArray()
    .map(({ call, from }) => `${call} from ${from}`);
}

Deno.test(
  labTest(
    "every strategy delivers the very bytes, into a socket and a pipe",
    () => {
      const kernel = new Kernel();
      for (const size of sizes) {
        assertDelivery(kernel, "socket", size);
        assertDelivery(kernel, "pipe", size);
      }
    },
  ),
);

Deno.test(
  labTest(
    "every strategy delivers files of any size in pieces of any size",
    () => {
      const kernel = new Kernel();
      for (let seed = 1; seed <= 15; seed++) {
        const dice = makeDice(seed);
        const large = dice.between(1, 150_000);
        const largePiece = dice.between(Math.ceil(large / 30), 170_000);
        assertDelivery(kernel, "socket", [large, largePiece], `seed ${seed}`);
        // Each page that is referred to takes a place in the pipe, and there are 16.
        const small = dice.between(1, 32_768);
        const smallPiece = dice.between(Math.ceil(small / 4), 40_000);
        assertDelivery(kernel, "pipe", [small, smallPiece], `seed ${seed}`);
      }
    },
  ),
);

Deno.test(
  labTest(
    "every strategy delivers what no buffer holds, to a receiver on a thread",
    async () => {
      using stack = new DisposableStack();
      const kernel = new Kernel();
      const file = makeFile(kernel, testFolder, stack);
      using sender = new Sender(kernel, file, 2 ** 22);
      for (let seed = 1; seed <= 3; seed++) {
        const dice = makeDice(seed);
        // Each file is larger than the one before: a strategy that reads to the end reads all of it.
        const fileBytes = seed * 2 ** 20 + dice.below(2 ** 16);
        const pieceBytes = dice.between(5000, 2 ** 21);
        const content = file.fillAtRandom(fileBytes);
        for (const strategy of socketStrategies) {
          const { arrived, bytes } = await sender
            .send(strategy, { fileBytes, pieceBytes, taking: "keep" });
          assertEquals(bytes, fileBytes);
          assertSame(arrived!, content, `${strategy.name} with seed ${seed}`);
        }
      }
    },
  ),
);

Deno.test(
  labTest("calls that move only a part are made again for the rest", () => {
    for (let seed = 1; seed <= 5; seed++) {
      const kernel = new ReluctantKernel(makeDice(seed));
      assertDelivery(kernel, "socket", [60_001, 20_000], `seed ${seed}`);
    }
  }),
);

Deno.test(
  labTest("every strategy makes the calls that the model counts", () => {
    const kernel = new Kernel();
    const meter = new Meter(kernel);
    for (let seed = 1; seed <= 10; seed++) {
      const dice = makeDice(seed);
      const pieces = dice.between(1, 16);
      const pieceBytes = 4096 * dice.between(1, Math.floor(16 / pieces));
      const size = { bytes: pieces * pieceBytes, pieceBytes };
      prepare({ kernel, end: "socket", ...size }, ({ bench, transfer }) => {
        const calls = socketStrategies.map((strategy) => {
          bench.file.rewind();
          const { calls } = meter.measure(() =>
            void strategy.send(transfer).toArray()
          );
          bench.receive(size.bytes);
          return calls;
        });
        const expected = Object.values(expectedCalls(pieces));
        assertEquals(calls, expected, `seed ${seed}`);
      });
    }
  }),
);

Deno.test(
  labTest("a strategy stops after each call that handed bytes on", () => {
    const kernel = new Kernel();
    const size = { bytes: 8192, pieceBytes: 4096 };
    const expected = new Map([
      [readWrite, ["read from file", "write from buffer"]],
      [mmapWrite, ["write from file"]],
      [sendfile, ["sendfile from file"]],
      [splice, ["splice in from file", "splice out from file"]],
      [spliceOnce, ["splice in from file"]],
    ]);
    for (const [strategy, ofAPiece] of expected) {
      const end = strategy === spliceOnce ? "pipe" : "socket";
      prepare({ kernel, end, ...size }, ({ transfer }) => {
        const first = strategy === mmapWrite ? ["mmap from file"] : [];
        assertEquals(
          handingsOf(strategy, transfer),
          [...first, ...ofAPiece, ...ofAPiece],
        );
      });
    }
  }),
);

Deno.test(
  labTest("strategies end where the file ends, though more was wanted", () => {
    const kernel = new Kernel();
    for (const strategy of [readWrite, sendfile, splice, spliceOnce]) {
      const end = strategy === spliceOnce ? "pipe" : "socket";
      const size = { bytes: 5000, pieceBytes: 4096 };
      prepare({ kernel, end, ...size }, ({ bench, transfer, content }) => {
        strategy.send({ ...transfer, bytes: 8192 }).toArray();
        assertSame(bench.receive(5000), content, strategy.name);
      });
    }
  }),
);

Deno.test(
  labTest("a strategy that is left half-way gives everything back", () => {
    const kernel = new Kernel();
    const size = { bytes: 8192, pieceBytes: 4096 };
    for (const end of ["socket", "pipe"] as const) {
      for (const strategy of ends[end].strategies) {
        for (let stop = 0; stop <= 4; stop++) {
          prepare({ kernel, end, ...size }, ({ transfer }) => {
            const before = inUse(kernel);
            const steps = strategy.send(transfer);
            for (let step = 0; step < stop; step++) steps.next();
            steps.return();
            assertEquals(inUse(kernel), before, `${strategy.name} at ${stop}`);
          });
        }
      }
    }
  }),
);

Deno.test(
  labTest(
    "whichever call fails, a strategy gives everything back",
    async () => {
      const kernel = new RefusingKernel();
      for (const end of ["socket", "pipe"] as const) {
        for (const strategy of ends[end].strategies) {
          const size = { bytes: 8192, pieceBytes: 4096 };
          let setups = 0;
          const refusals = await refuseEachCall(kernel, () => {
            prepare({ kernel, end, ...size }, ({ transfer }) => {
              setups += 1;
              strategy.send(transfer).toArray();
            });
          });
          assert(setups > 2 && refusals > setups, `${setups} of ${refusals}`);
        }
      }
    },
  ),
);

Deno.test(
  labTest("a strategy fails with EAGAIN where nobody takes the bytes", () => {
    const kernel = new Kernel();
    const tenMs = new Uint8Array(new BigInt64Array([0n, 10_000n]).buffer);
    for (const end of ["socket", "pipe"] as const) {
      const size = { bytes: 2 ** 22, pieceBytes: 2 ** 16 };
      for (const strategy of ends[end].strategies) {
        prepare({ kernel, end, ...size }, ({ transfer }) => {
          if (end === "socket") {
            // A small send buffer fills soon: SO_SNDBUF and SO_SNDTIMEO of socket(7).
            const { to } = transfer;
            kernel.call("setsockopt", to, 1, 7, new Uint8Array(4), 4);
            kernel.call("setsockopt", to, 1, 21, tenMs, 16);
          }
          const before = inUse(kernel);
          const send = (): unknown => strategy.send(transfer).toArray();
          assertEquals(assertThrows(send, SyscallError).code, "EAGAIN");
          assertEquals(inUse(kernel), before, strategy.name);
        });
      }
    }
  }),
);

Deno.test(labTest("read + write refuses a buffer that holds no piece", () => {
  const kernel = new Kernel();
  const size = { bytes: 4096, pieceBytes: 4096 };
  prepare({ kernel, end: "socket", ...size }, ({ transfer }) => {
    const before = kernel.calls;
    assertThrows(
      () => readWrite.send({ ...transfer, pieceBytes: 4097 }).toArray(),
      RangeError,
      "The buffer must hold a piece, 4097 bytes: it holds 4096",
    );
    assertEquals(kernel.calls, before);
  });
}));

Deno.test(
  labTest("a list with a call that the lab cannot make is refused", () => {
    const kernel = new Kernel();
    const size = { bytes: 4096, pieceBytes: 4096 };
    prepare({ kernel, end: "socket", ...size }, ({ transfer }) => {
      const before = inUse(kernel);
      for (const call of ["teleport", "toString"]) {
        const strategy = strategyOf({
          name: "none",
          calls: [{ call, from: "file" }],
        });
        assertThrows(
          () => strategy.send(transfer).toArray(),
          RangeError,
          `The lab has no call "${call}"`,
        );
      }
      assertEquals(inUse(kernel), before);
    });
  }),
);

Deno.test(
  labTest(
    "calls of several strategies make one more: mmap + vmsplice + splice",
    () => {
      const kernel = new Kernel();
      const strategy = strategyOf({
        name: "mmap + vmsplice + splice",
        calls: [
          { call: "mmap", from: "file" },
          { call: "vmsplice", from: "mapping" },
          { call: "splice out", from: "pipe" },
        ],
      });
      const size = { bytes: 20_000, pieceBytes: 8192 };
      prepare(
        { kernel, end: "socket", ...size },
        ({ bench, transfer, content }) => {
          const piece = ["vmsplice from file", "splice out from file"];
          assertEquals(
            handingsOf(strategy, transfer),
            ["mmap from file", ...piece, ...piece, ...piece],
          );
          assertSame(bench.receive(size.bytes), content, strategy.name);
        },
      );
    },
  ),
);

/** The pieces of a job that goes through a pipe of this kernel, as the model cuts them. [bytes] */
function modelledPieces(pipeBytes: number, sizes: Partial<Job>): number[] {
  // A pipe has 16 slots or, where they are scarce, 2; a page 4, 16 or 64 KiB.
  const slots = [16, 2].find((slots) =>
    [2 ** 12, 2 ** 14, 2 ** 16].includes(pipeBytes / slots)
  )!;
  const pageBytes = pipeBytes / slots;
  const job = limitJob(spliceThrough(slots), makeJob({ ...sizes, pageBytes }));
  const pieces = Array.from({ length: countPieces(job) }, (_, i) => i + 1);
  return pieces.map((number) => pieceOf(job, number).bytes);
}

Deno.test(labTest(
  "splice moves the pieces that the model cuts, whatever it is asked for",
  () => {
    const kernel = new WatchedKernel();
    const pipeBytes = pipeBytesOf(kernel)!;
    for (let seed = 1; seed <= 20; seed++) {
      using stack = new DisposableStack();
      const dice = makeDice(seed);
      const pieceBytes = pipeBytes - dice.between(-10, 5000);
      const bytes = dice.between(1, 20 * pieceBytes);
      const [file, target] = [1, 2].map(() =>
        makeFile(kernel, testFolder, stack)
      );
      file!.fillAtRandom(bytes);
      file!.rewind();
      const buffer = makeMemory(kernel, 4096, stack);
      const transfer = { kernel, file: file!.fd, bytes, pieceBytes, buffer };
      kernel.moved.length = 0;
      splice.send({ ...transfer, to: target!.fd }).toArray();
      assertEquals(
        kernel.moved.filter(({ from }) => from === file!.fd)
          .map(({ bytes }) => bytes),
        modelledPieces(pipeBytes, {
          fileBytes: bytes,
          bufferBytes: pieceBytes,
        }),
        `seed ${seed}: ${bytes} bytes, ${pieceBytes} at a time`,
      );
    }
  },
));
