import { assert, assertEquals, assertThrows, equal } from "@std/assert";
import { Kernel } from "../../../lib/lab/kernel.ts";
import {
  aligned,
  copyFileRange,
  directReadWrite,
  readSendZerocopy,
  readVmsplice,
  spliceTee,
} from "../../../lib/lab/further/strategies.ts";
import type { ProbeBench } from "../../../lib/lab/probe.ts";
import { SyscallError } from "../../../lib/lab/syscall_error.ts";
import {
  makeFile,
  makeMemory,
  makeSocketBench,
} from "../../../lib/lab/probe_bench.ts";
import { type Trial } from "../../../lib/lab/further/trial.ts";
import type { LabStrategy, TransferSetup } from "../../../lib/lab/calls.ts";
import { allowZerocopy } from "../../../lib/lab/further/zerocopy_notice.ts";
import {
  answerCalls,
  labTest,
  openDescriptors,
  testFolder,
} from "../lab_test_kit.ts";

/** A file with content, and a connection to send it on. */
interface Prepared {
  readonly trial: Trial;
  readonly bench: ProbeBench;
  readonly transfer: TransferSetup;
  readonly content: Uint8Array;
}

/** What a kernel that lacks a strategy may answer. */
const lacking = ["ENOSYS", "EPERM", "EOPNOTSUPP"];

/** Sizes of a file, and of its pieces: some are more than a pipe holds. [bytes] */
const sizes = [
  [1, 1],
  [4095, 4096],
  [65_536, 65_536],
  [100_001, 20_480],
  [200_001, 150_000],
];

Deno.test(labTest("readVmsplice delivers a file exactly", () => {
  forEachSize(({ transfer, bench, content }) => {
    send(readVmsplice, transfer);
    assertSame(bench.receive(content.length), content);
  });
}));

Deno.test(
  labTest("spliceTee() delivers a file exactly to both receivers", () => {
    forEachSize(({ trial, transfer, bench, content }) => {
      const second = makeSocketBench(trial);
      send(spliceTee(second.to), transfer);
      assertSame(bench.receive(content.length), content);
      assertSame(second.receive(content.length), content);
    });
  }),
);

Deno.test(
  labTest("readSendZerocopy delivers a file exactly, allowed or not", () => {
    for (const isAllowed of [true, false]) {
      forEachSize(({ transfer, bench, content }) => {
        if (isAllowed) allowZerocopy(transfer.kernel, transfer.to);
        send(readSendZerocopy, transfer);
        assertSame(bench.receive(content.length), content);
      });
    }
  }),
);

Deno.test(labTest("directReadWrite() delivers a file exactly", () => {
  forEachSize(({ trial, transfer, bench, content }) => {
    send(directReadWrite(openDirect(trial), true), transfer);
    assertSame(bench.receive(content.length), content);
  }, ["EINVAL"]);
}));

Deno.test(labTest("copyFileRange makes a file with the same bytes", () => {
  forEachSize(({ trial, transfer, content }) => {
    const { kernel, stack } = trial;
    const made = makeFile(kernel, testFolder, stack);
    send(copyFileRange, { ...transfer, to: made.fd });
    made.rewind();
    const { address, bytes } = makeMemory(kernel, content.length, stack);
    assertEquals(kernel.read(made.fd, address, bytes.length), bytes.length);
    assertSame(bytes, content);
  });
}));

Deno.test(
  labTest("strategies end where the file ends, though more was wanted", () => {
    const strategies: readonly ((trial: Trial) => LabStrategy)[] = [
      () => readVmsplice,
      (trial) => spliceTee(makeSocketBench(trial).to),
      () => readSendZerocopy,
      (trial) => directReadWrite(openDirect(trial), true),
    ];
    for (const strategy of strategies) {
      prepare(4096, 4096, ({ trial, transfer, bench, content }) => {
        const buffer = makeMemory(trial.kernel, 8192, trial.stack);
        send(strategy(trial), { ...transfer, bytes: 8192, buffer });
        assertSame(bench.receive(content.length), content);
      }, ["EINVAL"]);
    }
    prepare(4096, 4096, ({ trial, transfer }) => {
      const made = makeFile(trial.kernel, testFolder, trial.stack);
      send(copyFileRange, { ...transfer, bytes: 8192, to: made.fd });
    });
  }),
);

Deno.test(labTest("a strategy that is left half-way closes its pipes", () => {
  prepare(4096, 4096, ({ trial, transfer }) => {
    const second = makeSocketBench(trial);
    const before = openDescriptors();
    for (const strategy of [readVmsplice, spliceTee(second.to)]) {
      trial.file.rewind();
      for (const _ of strategy.send(transfer)) break;
      assertEquals(openDescriptors(), before, strategy.name);
    }
  });
}));

Deno.test(
  labTest("strategies that hand on the buffer want one that holds all", () => {
    prepare(4097, 4096, ({ trial, transfer }) => {
      const buffer = makeMemory(trial.kernel, 4096, trial.stack);
      for (const strategy of [readVmsplice, readSendZerocopy]) {
        assertThrows(
          () => send(strategy, { ...transfer, buffer }),
          RangeError,
          "The buffer must hold the whole file, 4097 bytes: it holds 4096",
        );
      }
    });
  }),
);

Deno.test(
  labTest(
    "a further strategy stops after each call that handed bytes on",
    () => {
      prepare(8192, 4096, ({ trial, transfer }) => {
        const { kernel, file, stack } = trial;
        const made = makeFile(kernel, testFolder, stack);
        const second = makeSocketBench(trial);
        const assertHandings = (
          strategy: LabStrategy,
          to: number,
          expected: string[],
        ): void => {
          file.rewind();
          const handings = strategy.send({ ...transfer, to }).toArray()
            .map(({ call, from }) => `${call} from ${from}`);
          assertEquals(handings, [...expected, ...expected], strategy.name);
        };
        assertHandings(readVmsplice, transfer.to, [
          "read from file",
          "vmsplice from buffer",
          "splice out from buffer",
        ]);
        assertHandings(spliceTee(second.to), transfer.to, [
          "splice in from file",
          "tee from file",
          "splice out 1 from file",
          "splice out 2 from file",
        ]);
        assertHandings(copyFileRange, made.fd, ["copy_file_range from file"]);
        assertHandings(readSendZerocopy, transfer.to, [
          "read from file",
          "send from buffer",
        ]);
      });
    },
  ),
);

Deno.test(
  labTest(
    "a read past the page cache is probed only if it reads no disk",
    () => {
      prepare(8192, 4096, ({ trial, transfer }) => {
        const direct = openDirect(trial);
        for (const readsDisk of [true, false]) {
          const calls = directReadWrite(direct, readsDisk).send(transfer)
            .toArray()
            .map(({ call }) => call);
          const ofAPiece = readsDisk ? ["write"] : ["read", "write"];
          assertEquals(calls, [...ofAPiece, ...ofAPiece]);
        }
      }, ["EINVAL"]);
    },
  ),
);

Deno.test(labTest("spliceTee() goes on where tee took a part", () => {
  prepare(20_000, 20_000, ({ trial, transfer, bench, content }) => {
    const second = makeSocketBench(trial);
    answerCalls(trial.kernel, (name, args) => {
      if (name === "tee" && Number(args[2]) > 7000) args[2] = 7000n;
    });
    send(spliceTee(second.to), transfer);
    assertSame(bench.receive(content.length), content);
    assertSame(second.receive(content.length), content);
  });
}));

Deno.test("aligned() rounds up to whole blocks", () => {
  assertEquals([0, 1, 4096, 4097].map(aligned), [0, 4096, 4096, 8192]);
});

function forEachSize(
  act: (prepared: Prepared) => void,
  refusals: readonly string[] = [],
): void {
  for (const [bytes, pieceBytes] of sizes) {
    prepare(bytes!, pieceBytes!, act, refusals);
  }
}

/** Does something with a file of random bytes, unless the kernel lacks what that needs. */
function prepare(
  bytes: number,
  pieceBytes: number,
  act: (prepared: Prepared) => void,
  refusals: readonly string[] = [],
): void {
  using stack = new DisposableStack();
  const kernel = new Kernel();
  const file = makeFile(kernel, testFolder, stack);
  const content = new Uint8Array(bytes);
  for (let at = 0; at < bytes; at += 65_536) {
    crypto.getRandomValues(content.subarray(at, at + 65_536));
  }
  file.overwrite(content);
  file.rewind();
  const buffer = makeMemory(kernel, bytes, stack);
  const folder = testFolder;
  const trial = { kernel, folder, file, buffer, bytes, runs: 1, stack };
  const bench = makeSocketBench(trial);
  const { to } = bench;
  const transfer = { kernel, file: file.fd, bytes, pieceBytes, buffer, to };
  try {
    act({ trial, bench, transfer, content });
  } catch (error) {
    const isLacking = error instanceof SyscallError &&
      [...lacking, ...refusals].includes(error.code);
    if (!isLacking) throw error;
  }
}

function openDirect({ kernel, file, stack }: Trial): number {
  return stack.adopt(file.openDirect(), (fd) => kernel.call("close", fd));
}

function send(strategy: LabStrategy, transfer: TransferSetup): void {
  strategy.send(transfer).toArray();
}

/** Says less than `assertEquals` does, which cannot draw the differences of so many bytes. */
function assertSame(received: Uint8Array, content: Uint8Array): void {
  assert(equal(received, content), "other bytes arrived");
}
