import { assert, assertEquals, assertThrows } from "@std/assert";
import { plannedCalls } from "../../../lib/evidence/program/calls.ts";
import type { TransferSetup } from "../../../lib/lab/calls.ts";
import { Kernel } from "../../../lib/lab/kernel.ts";
import type { PlannedCall } from "../../../lib/lab/program/planned_call.ts";
import { plannedStrategy } from "../../../lib/lab/program/planned_run.ts";
import {
  type EndBench,
  makeFile,
  makeFileBench,
  makeMemory,
  makePipeBench,
  makeSocketBench,
} from "../../../lib/lab/probe_bench.ts";
import { RefusedCall } from "../../../lib/lab/program/hands.ts";
import { makeJob } from "../../../lib/machine/job.ts";
import type { Program } from "../../../lib/machine/program.ts";
import { limitJob, linux } from "../../../lib/strategy/linux.ts";
import { callCounts } from "../../../lib/strategy/strategy.ts";
import { makeDice } from "../../dice.ts";
import {
  assertSame,
  inUse,
  labTest,
  refuseEachCall,
  RefusingKernel,
  ReluctantKernel,
  testFolder,
} from "../lab_test_kit.ts";

const ends = {
  socket: makeSocketBench,
  pipe: makePipeBench,
  file: makeFileBench,
} as const;

type End = keyof typeof ends;

/** Makes a file and an end, and does something with them. */
function prepare(
  { kernel, end, bytes, pieceBytes }: {
    kernel: Kernel;
    end: End;
    bytes: number;
    pieceBytes: number;
  },
  act: (
    prepared: { bench: EndBench; transfer: TransferSetup; content: Uint8Array },
  ) => void,
): void {
  using stack = new DisposableStack();
  const file = makeFile(kernel, testFolder, stack);
  const content = file.fillAtRandom(bytes);
  const buffer = makeMemory(kernel, Math.max(bytes, pieceBytes), stack);
  const parts = { kernel, file, buffer, bytes, stack, folder: testFolder };
  const bench = ends[end](parts);
  const { to } = bench;
  const sizes = { bytes, pieceBytes };
  act({
    bench,
    content,
    transfer: { kernel, file: file.fd, buffer, to, ...sizes },
  });
}

function listOf(
  program: Program,
  [fileBytes, bufferBytes]: readonly [number, number],
): PlannedCall[] {
  const job = makeJob({ fileBytes, bufferBytes });
  return plannedCalls(program, limitJob(program, job));
}

function assertDelivery(
  kernel: Kernel,
  end: End,
  [bytes, pieceBytes]: readonly [number, number],
): void {
  prepare(
    { kernel, end, bytes, pieceBytes },
    ({ bench, transfer, content }) => {
      for (const program of linux) {
        bench.file.rewind();
        const list = listOf(program, [bytes, pieceBytes]);
        plannedStrategy(program.name, list).send(transfer).toArray();
        const about = `${program.name}, ${end}, ${bytes} by ${pieceBytes}`;
        assertSame(bench.receive(bytes), content, about);
        assertEquals(bench.arrived(), 0, about);
      }
    },
  );
}

const sizes = [[1, 1], [4095, 4096], [4097, 4096], [9999, 100_000], [
  65_536,
  16_384,
], [65_536, 65_536]] as const;

Deno.test(labTest(
  "the calls of the five strategies deliver the very bytes, into a socket, a pipe and a file",
  () => {
    const kernel = new Kernel();
    for (const end of ["socket", "pipe", "file"] as const) {
      for (const size of sizes) assertDelivery(kernel, end, size);
    }
  },
));

Deno.test(
  labTest("calls that move only a part are made again for the rest", () => {
    for (let seed = 1; seed <= 5; seed++) {
      const kernel = new ReluctantKernel(makeDice(seed));
      assertDelivery(kernel, "socket", [60_001, 20_000]);
      assertDelivery(kernel, "file", [60_001, 20_000]);
    }
  }),
);

Deno.test(labTest("as many calls are made as the program has", () => {
  const kernel = new Kernel();
  for (let seed = 1; seed <= 10; seed++) {
    const dice = makeDice(seed);
    const pieceBytes = 4096 * dice.between(1, 4);
    const bytes = pieceBytes * dice.between(1, 4);
    prepare({ kernel, end: "socket", bytes, pieceBytes }, (prepared) => {
      const { bench, transfer } = prepared;
      for (const program of linux) {
        const job = makeJob({ fileBytes: bytes, bufferBytes: pieceBytes });
        const strategy = plannedStrategy("one", plannedCalls(program, job));
        bench.file.rewind();
        const before = kernel.calls;
        strategy.send(transfer).toArray();
        const after = kernel.calls;
        const { pipe = 0, ...others } = callCounts(program, job);
        const expected = { ...others, pipe2: pipe };
        for (const [name, calls] of Object.entries(expected)) {
          const key = name as keyof typeof after;
          assertEquals(after[key] - before[key], calls, `${seed} ${name}`);
        }
        bench.receive(bytes);
      }
    });
  }
}));

Deno.test(
  labTest(
    "it stops after each call that handed bytes on, with its step",
    () => {
      const kernel = new Kernel();
      const size = { bytes: 8192, pieceBytes: 4096 };
      const piece = [["5 write buffer", "1 read file"], ["4 write file"]];
      const expected = [
        [...piece[0]!.toReversed(), ...piece[0]!.toReversed()],
        ["1 mmap file", ...piece[1]!, ...piece[1]!],
      ];
      for (const [i, program] of linux.slice(0, 2).entries()) {
        prepare({ kernel, end: "socket", ...size }, ({ transfer }) => {
          const list = listOf(program, [8192, 4096]);
          const handed = plannedStrategy("one", list).send(transfer).toArray()
            .map(({ step, call, from }) => `${step} ${call} ${from}`);
          assertEquals(handed, expected[i]);
        });
      }
    },
  ),
);

/** A call of a made-up list. */
function call(
  name: PlannedCall["call"],
  ends: Partial<PlannedCall> = {},
): PlannedCall {
  return { step: 1, call: name, position: 0, bytes: 4096, ...ends };
}

const into = { from: "file", to: "pipe" } as const;
const out = { from: "pipe", to: "end" } as const;

/** Lists that would wait for ever, or that no kernel carries out, with the error. */
const refused: readonly [End, string, PlannedCall[]][] = [
  ["socket", "EINVAL", [call("splice", { from: "file", to: "end" })]],
  ["socket", "EBADF", [call("splice", into)]],
  ["socket", "EAGAIN", [call("pipe"), call("splice", out)]],
  ["socket", "EAGAIN", [
    call("pipe"),
    call("splice", out),
    call("splice", into),
  ]],
  ["socket", "EAGAIN", [
    call("pipe"),
    call("read", { from: "pipe", to: "buffer" }),
  ]],
  ["socket", "EBADF", [call("tee", out)]],
  ["socket", "EINVAL", [call("pipe"), call("tee", out)]],
  ["pipe", "EAGAIN", [call("pipe"), call("tee", out)]],
  ["socket", "EBADF", [call("vmsplice", { from: "buffer", to: "end" })]],
  ["socket", "EINVAL", [call("munmap")]],
  ["socket", "EINVAL", [call("mmap", { position: 1 })]],
  ["socket", "EFAULT", [call("write", { from: "mapping", to: "end" })]],
  ["socket", "EFAULT", [
    call("mmap"),
    call("munmap"),
    call("writev", { from: "mapping", to: "end" }),
  ]],
  ["pipe", "ENOTSOCK", [call("send", { from: "buffer", to: "end" })]],
  ["socket", "EINVAL", [call("copy_file_range", { from: "file", to: "end" })]],
  ["socket", "EINVAL", [call("pipe"), call("sendfile", out)]],
  ["socket", "ESPIPE", [
    call("pipe"),
    call("pread", { from: "pipe", to: "buffer" }),
  ]],
  [
    "pipe",
    "EAGAIN",
    Array.from(
      { length: 40 },
      (_, i) =>
        call("write", { from: "buffer", to: "end", position: 4096 * i }),
    ),
  ],
  ["socket", "EAGAIN", [
    call("pipe", { slots: 1 }),
    call("splice", into),
    call("splice", { ...into, position: 4096 }),
  ]],
];

Deno.test(labTest(
  "what Linux refuses, or would let wait for ever, is told with its step, and all is given back",
  () => {
    const kernel = new Kernel();
    for (const [end, code, list] of refused) {
      const size = { bytes: 65_536, pieceBytes: 65_536 };
      prepare({ kernel, end, ...size }, ({ transfer }) => {
        const before = inUse(kernel);
        const strategy = plannedStrategy("refused", list);
        const began = performance.now();
        const error = assertThrows(
          () => strategy.send(transfer).toArray(),
          RefusedCall,
        );
        const about = list.map(({ call }) => call).join(", ");
        assertEquals(error.code, code, about);
        assertEquals(strategy.refused(), error);
        assert(error.message.startsWith("step 1: "), error.message);
        const { descriptors, mappings } = inUse(kernel);
        assertEquals(descriptors, before.descriptors, about);
        // A refused call is counted, and has made or taken away nothing.
        const refusedOnes =
          { mmap: 1, munmap: -1 }[error.planned.call as "mmap"];
        assertEquals(mappings - (refusedOnes ?? 0), before.mappings, about);
        assert(performance.now() - began < 2000, about);
      });
    }
  },
));

Deno.test(labTest("tee doubles what is in a pipe, once", () => {
  const kernel = new Kernel();
  const size = { bytes: 8192, pieceBytes: 8192 };
  prepare({ kernel, end: "pipe", ...size }, ({ bench, transfer, content }) => {
    const all = { bytes: 8192 };
    const list = [
      call("pipe", all),
      call("splice", { ...into, ...all }),
      call("tee", { ...out, ...all }),
    ];
    plannedStrategy("tee", list).send(transfer).toArray();
    assertEquals(bench.arrived(), 8192);
    assertSame(bench.receive(8192), content, "tee");
  });
}));

Deno.test(
  labTest(
    "pieces that are mapped one by one, and a file that is read past the cache, arrive",
    () => {
      const kernel = new Kernel();
      const size = { bytes: 8192, pieceBytes: 4096 };
      const mapped = [0, 4096].flatMap((position) => [
        call("mmap", { from: "file", to: "mapping", position }),
        call("write", { from: "mapping", to: "end", position }),
      ]);
      const direct = [0, 4096].flatMap((position) => [
        call("read", {
          from: "file",
          to: "buffer",
          flag: "O_DIRECT",
          position,
        }),
        call("write", { from: "buffer", to: "end", position }),
      ]);
      for (const list of [mapped, [...mapped, call("munmap")], direct]) {
        prepare(
          { kernel, end: "socket", ...size },
          ({ bench, transfer, content }) => {
            bench.file.sync();
            const before = inUse(kernel);
            try {
              plannedStrategy("one", list).send(transfer).toArray();
            } catch (error) {
              // tmpfs takes no O_DIRECT.
              assert(error instanceof RefusedCall && error.code === "EINVAL");
              return;
            }
            assertEquals(inUse(kernel), before);
            assertSame(bench.receive(8192), content, "pieces");
          },
        );
      }
    },
  ),
);

Deno.test(
  labTest(
    "what outlives the calls is given back with the stack that is handed in",
    () => {
      const kernel = new Kernel();
      const size = { bytes: 4096, pieceBytes: 4096 };
      prepare({ kernel, end: "socket", ...size }, ({ transfer }) => {
        const before = inUse(kernel);
        const after = new DisposableStack();
        const list = [
          call("pipe"),
          call("mmap", { from: "file", to: "mapping" }),
        ];
        plannedStrategy("kept", list).send({ ...transfer, after }).toArray();
        assertEquals(inUse(kernel).mappings, before.mappings + 1);
        assertEquals(
          inUse(kernel).descriptors.length,
          before.descriptors.length + 1,
        );
        after.dispose();
        assertEquals(inUse(kernel), before);
      });
    },
  ),
);

Deno.test(labTest("a list that is left half-way gives everything back", () => {
  const kernel = new Kernel();
  const size = { bytes: 8192, pieceBytes: 4096 };
  for (const program of linux) {
    for (let stop = 0; stop <= 4; stop++) {
      prepare({ kernel, end: "socket", ...size }, ({ transfer }) => {
        const before = inUse(kernel);
        const list = listOf(program, [8192, 4096]);
        const steps = plannedStrategy("one", list).send(transfer);
        for (let step = 0; step < stop; step++) steps.next();
        steps.return();
        assertEquals(inUse(kernel), before, `${program.name} at ${stop}`);
      });
    }
  }
}));

Deno.test(
  labTest("whichever call fails, everything is given back", async () => {
    const kernel = new RefusingKernel();
    for (const program of linux) {
      const list = listOf(program, [8192, 4096]);
      const size = { bytes: 8192, pieceBytes: 4096 };
      const refusals = await refuseEachCall(kernel, () => {
        prepare({ kernel, end: "socket", ...size }, ({ transfer }) => {
          plannedStrategy("one", list).send(transfer).toArray();
        });
      });
      assert(refusals > 10);
    }
  }),
);

Deno.test(
  labTest(
    "a list refuses a buffer that does not hold what is read into it",
    () => {
      const kernel = new Kernel();
      const size = { bytes: 4096, pieceBytes: 4096 };
      prepare({ kernel, end: "socket", ...size }, ({ transfer }) => {
        const list = [
          call("read", { from: "file", to: "buffer", bytes: 4097 }),
        ];
        const before = kernel.calls;
        assertThrows(
          () => plannedStrategy("large", list).send(transfer).toArray(),
          RangeError,
          "The buffer must hold what is read into it, 4097 bytes: it holds 4096",
        );
        assertEquals(kernel.calls, before);
      });
    },
  ),
);

Deno.test(labTest(
  "a call that is made again has the memory that its piece is in then",
  () => {
    const kernel = new Kernel();
    const size = { bytes: 8192, pieceBytes: 4096 };
    const second = { position: 4096 };
    const fromMapping = { from: "mapping", to: "end" } as const;
    const mapped = call("mmap", { from: "file", to: "mapping" });
    const write = call("write", fromMapping);
    prepare({ kernel, end: "socket", ...size }, ({ transfer }) => {
      const list = [mapped, write, { ...write, ...second }];
      const beyond = plannedStrategy("beyond", list);
      const send = (): unknown => beyond.send(transfer).toArray();
      assertThrows(send, RefusedCall, "EFAULT");
    });
    prepare({ kernel, end: "socket", ...size }, (prepared) => {
      const { bench, transfer, content } = prepared;
      const pread = call("pread", { from: "file", to: "buffer", ...second });
      const own = call("write", { from: "buffer", to: "end", ...second });
      const list = [mapped, write, pread, own];
      plannedStrategy("both", list).send(transfer).toArray();
      assertSame(bench.receive(8192), content, "both");
    });
  },
));

Deno.test(
  labTest(
    "a write has what was mapped or read, whichever its piece is in",
    () => {
      const kernel = new Kernel();
      const size = { bytes: 8192, pieceBytes: 4096 };
      prepare({ kernel, end: "socket", ...size }, (prepared) => {
        const { bench, transfer, content } = prepared;
        const list = [
          call("mmap", { from: "file", to: "mapping" }),
          call("write", { from: "mapping", to: "end" }),
          call("write", { from: "buffer", to: "end" }),
        ];
        const own = content.subarray(4096);
        transfer.buffer.bytes.set(own);
        plannedStrategy("both", list).send(transfer).toArray();
        assertSame(bench.receive(8192), content, "both");
      });
    },
  ),
);

Deno.test(
  labTest(
    "a tee that doubles a part is not made again: that would be the same part",
    () => {
      const kernel = new Kernel();
      const size = { bytes: 65_536, pieceBytes: 4096 };
      prepare({ kernel, end: "pipe", ...size }, ({ bench, transfer }) => {
        const filled = Array.from(
          { length: 14 },
          (_, i) =>
            call("write", { from: "buffer", to: "end", position: 4096 * i }),
        );
        const all = { position: 0, bytes: 16_384 };
        const list = [
          ...filled,
          call("pipe", all),
          call("splice", { ...into, ...all }),
          call("tee", { ...out, ...all }),
        ];
        plannedStrategy("tee", list).send(transfer).toArray();
        assertEquals(bench.arrived(), 65_536);
      });
    },
  ),
);

Deno.test("a list may be very long", () => {
  const list = Array.from(
    { length: 300_000 },
    (_, i) => call("sendfile", { from: "file", to: "end", position: 4096 * i }),
  );
  assertEquals(plannedStrategy("long", list).keepsBuffer, false);
});
