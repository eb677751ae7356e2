import { assert, assertEquals } from "@std/assert";
import { Kernel } from "../../lib/lab/kernel.ts";
import {
  arrivalOf,
  countCopies,
  isCopy,
  type ProbeBench,
  type Sighting,
  verdictOf,
} from "../../lib/lab/probe.ts";
import {
  makeFile,
  makeMemory,
  makePipeBench,
  makeSocketBench,
} from "../../lib/lab/probe_bench.ts";
import {
  type Handing,
  type LabStrategy,
  type Sending,
  type TransferSetup,
} from "../../lib/lab/calls.ts";
import { makeDice } from "../dice.ts";
import {
  inUse,
  labTest,
  pipeStrategies,
  readWrite,
  socketStrategies,
  testFolder,
} from "./lab_test_kit.ts";

const bytes = 5000;

/** What was seen after one call, in ten runs. */
function sighting(seen: Partial<Sighting>): Sighting {
  return {
    call: "read",
    from: "file",
    runs: 10,
    old: 0,
    new: 0,
    mixed: 0,
    ...seen,
  };
}

const fromFile: Handing = { call: "pretend", from: "file" };
const fromBuffer: Handing = { call: "pretend", from: "buffer" };

/** A receiver that gets what a pretended strategy leaves for it, and pretended strategies. */
class Pretence {
  readonly bench: ProbeBench;
  #arrived: () => Uint8Array = () => new Uint8Array();

  constructor(kernel: Kernel, stack: DisposableStack) {
    const file = makeFile(kernel, testFolder, stack);
    const buffer = makeMemory(kernel, bytes, stack);
    const receive = (): Uint8Array => this.#arrived();
    this.bench = { kernel, file, buffer, to: -1, receive };
  }

  /** What the file has now. */
  content(): Uint8Array {
    const { kernel, file } = this.bench;
    using stack = new DisposableStack();
    const memory = makeMemory(kernel, bytes + 1, stack);
    const most = BigInt(bytes + 1);
    const length = kernel.call("pread", file.fd, memory.address, most, 0n);
    return memory.bytes.slice(0, length);
  }

  /** A strategy that hands something on by each of several calls. */
  strategy(
    ...handings: readonly [Handing, () => () => Uint8Array][]
  ): LabStrategy {
    const leave = (arrived: () => Uint8Array): void => {
      this.#arrived = arrived;
    };
    return {
      name: "pretended",
      *send({ kernel, file, buffer }: TransferSetup): Sending {
        kernel.read(file, buffer.address, bytes);
        for (const [handing, act] of handings) {
          leave(act());
          yield handing;
        }
      },
    };
  }

  readonly copyOfFile = (): () => Uint8Array => {
    const copy = this.content();
    return () => copy;
  };

  readonly fileItself = (): () => Uint8Array => () => this.content();

  readonly copyOfBuffer = (): () => Uint8Array => {
    const copy = this.bench.buffer.bytes.slice();
    return () => copy;
  };

  readonly bufferItself = (): () => Uint8Array => () => this.bench.buffer.bytes;
}

/** Counts the copies of a pretended strategy. */
function countPretended(
  make: (pretence: Pretence) => LabStrategy,
  runs = 6,
): ReturnType<typeof countCopies> {
  using stack = new DisposableStack();
  const pretence = new Pretence(new Kernel(), stack);
  return countCopies(make(pretence), pretence.bench, { bytes, runs });
}

Deno.test("arrivalOf() tells the old bytes, the new ones, and anything else", () => {
  const cases: [number[], string][] = [
    [[4, 4, 4], "old"],
    [[5, 5, 5], "new"],
    [[4, 5, 5], "mixed"],
    [[5, 5, 4], "mixed"],
    [[6, 6, 6], "mixed"],
    [[4, 4], "mixed"],
    [[5, 5, 5, 5], "mixed"],
    [[], "mixed"],
  ];
  for (const [received, arrival] of cases) {
    const expected = { bytes: 3, oldByte: 4, newByte: 5 };
    assertEquals(arrivalOf(Uint8Array.from(received), expected), arrival);
  }
});

Deno.test("verdictOf() counts calls after which the old bytes arrived in most runs", () => {
  assertEquals(verdictOf([sighting({ old: 10 }), sighting({ old: 10 })]), {
    copies: 2,
    agreement: 1,
  });
  assertEquals(verdictOf([sighting({ new: 10 }), sighting({ old: 10 })]), {
    copies: 1,
    agreement: 1,
  });
  assertEquals(verdictOf([sighting({ old: 6, new: 4 })]), {
    copies: 1,
    agreement: 0.6,
  });
});

Deno.test("verdictOf() counts nothing where a call has no majority", () => {
  assertEquals(verdictOf([sighting({ old: 5, new: 5 })]), {
    copies: null,
    agreement: 0.5,
  });
  assertEquals(
    verdictOf([sighting({ old: 10 }), sighting({ old: 5, new: 2, mixed: 3 })]),
    { copies: null, agreement: 0.5 },
  );
});

Deno.test("verdictOf() agrees as much as the call that agrees least", () => {
  assertEquals(
    verdictOf([sighting({ old: 9, mixed: 1 }), sighting({ new: 7, mixed: 3 })]),
    { copies: 1, agreement: 0.7 },
  );
  assertEquals(verdictOf([sighting({ mixed: 10 })]), {
    copies: null,
    agreement: 0,
  });
  assertEquals(verdictOf([]), { copies: 0, agreement: 1 });
});

Deno.test("verdictOf() is a count of calls and a share of runs, whatever was seen", () => {
  for (let seed = 1; seed <= 100; seed++) {
    const dice = makeDice(seed);
    const sightings = Array.from({ length: dice.between(1, 4) }, () => {
      const old = dice.between(0, 10);
      const fresh = dice.between(0, 10 - old);
      return sighting({ old, new: fresh, mixed: 10 - old - fresh });
    });
    const { copies, agreement } = verdictOf(sightings);
    const isClear = sightings.every((seen) => isCopy(seen) !== null);
    assertEquals(copies !== null, isClear, `seed ${seed}`);
    assert(0 <= copies! && copies! <= sightings.length, `seed ${seed}`);
    assert(0 <= agreement && agreement <= 1, `seed ${seed}`);
  }
});

Deno.test(labTest("countCopies() sees a strategy that copies the file", () => {
  const found = countPretended((pretence) =>
    pretence.strategy([fromFile, pretence.copyOfFile])
  );
  assertEquals(found, {
    way: "pretended",
    bytes,
    sightings: [{ ...fromFile, runs: 6, old: 6, new: 0, mixed: 0 }],
    copies: 1,
    agreement: 1,
  });
}));

Deno.test(
  labTest("countCopies() sees a strategy that refers to the file", () => {
    const { sightings, copies, agreement } = countPretended((pretence) =>
      pretence.strategy([fromFile, pretence.fileItself])
    );
    assertEquals(sightings.map((seen) => seen.new), [6]);
    assertEquals([copies, agreement], [0, 1]);
  }),
);

Deno.test(
  labTest(
    "countCopies() changes the buffer where a call had it from there",
    () => {
      const copied = countPretended((pretence) =>
        pretence.strategy([fromBuffer, pretence.copyOfBuffer])
      );
      assertEquals([copied.copies, copied.agreement], [1, 1]);
      const referred = countPretended((pretence) =>
        pretence.strategy([fromBuffer, pretence.bufferItself])
      );
      assertEquals([referred.copies, referred.agreement], [0, 1]);
    },
  ),
);

Deno.test(labTest("countCopies() changes after one call at a time", () => {
  const found = countPretended((pretence) =>
    pretence.strategy(
      [fromFile, pretence.copyOfBuffer],
      [fromFile, pretence.copyOfFile],
      [fromBuffer, pretence.copyOfBuffer],
    )
  );
  // What the third call hands on was read before the first change.
  assertEquals(found.sightings.map(({ old }) => old), [6, 6, 6]);
  const other = countPretended((pretence) =>
    pretence.strategy(
      [fromFile, pretence.fileItself],
      [fromFile, pretence.copyOfFile],
    )
  );
  // The first change is in the copy that the second call makes, the second comes too late.
  assertEquals(other.sightings.map(({ old }) => old), [0, 6]);
  assertEquals([other.copies, other.agreement], [1, 1]);
}));

Deno.test(
  labTest(
    "countCopies() believes no strategy that delivers other bytes, or fewer",
    () => {
      const others = [
        (): Uint8Array => new Uint8Array(bytes).fill(255).fill(1, 0, 1),
        (): Uint8Array => new Uint8Array(),
      ];
      for (const arrived of others) {
        const { sightings, copies, agreement } = countPretended((pretence) =>
          pretence.strategy([fromFile, () => arrived])
        );
        assertEquals(sightings.map((seen) => seen.mixed), [6]);
        assertEquals([copies, agreement], [null, 0]);
      }
    },
  ),
);

Deno.test(
  labTest(
    "countCopies() believes no bytes that an earlier run left behind",
    () => {
      let last = new Uint8Array(bytes);
      const { sightings } = countPretended((pretence) =>
        pretence.strategy([fromFile, () => {
          const before = last;
          last = pretence.content() as Uint8Array<ArrayBuffer>;
          return () => before;
        }])
      );
      // The run that looks at the calls leaves zeros, which are the first run's old bytes.
      assertEquals(sightings.map((seen) => seen.mixed), [5]);
    },
  ),
);

Deno.test(
  labTest(
    "countCopies() takes no call for a copy that was not made again",
    () => {
      let runs = 0;
      const { sightings, copies, agreement } = countPretended((pretence) => {
        const once = pretence.strategy([fromFile, pretence.copyOfFile]);
        const twice = pretence.strategy(
          [fromFile, pretence.copyOfFile],
          [fromFile, pretence.copyOfFile],
        );
        return {
          name: "once in two pieces",
          send: (transfer) => (runs++ === 0 ? twice : once).send(transfer),
        };
      });
      assertEquals(sightings.map(({ old, mixed }) => [old, mixed]), [
        [6, 0],
        [0, 6],
      ]);
      assertEquals([copies, agreement], [null, 0]);
    },
  ),
);

Deno.test(labTest("countCopies() says in how many runs a call copied", () => {
  let runs = 0;
  const found = countPretended((pretence) =>
    pretence.strategy([
      fromFile,
      () => runs++ % 3 === 0 ? pretence.fileItself() : pretence.copyOfFile(),
    ])
  );
  const [seen] = found.sightings;
  assertEquals([seen?.old, seen?.new, seen?.mixed], [4, 2, 0]);
  assertEquals([found.copies, found.agreement], [1, 4 / 6]);
}));

Deno.test(
  labTest(
    "countCopies() changes bytes in place, and leaves nothing else",
    () => {
      using stack = new DisposableStack();
      const kernel = new Kernel();
      const pretence = new Pretence(kernel, stack);
      pretence.bench.file.overwrite(new Uint8Array(bytes).fill(200));
      const before = inUse(kernel);
      const strategy = pretence.strategy([fromFile, pretence.copyOfFile]);
      countCopies(strategy, pretence.bench, { bytes, runs: 3 });
      const content = pretence.content();
      assertEquals(content.length, bytes);
      assertEquals(new Set(content).size, 1);
      assertEquals(inUse(kernel), before);
    },
  ),
);

Deno.test(
  labTest("read + write shows two copies, into a socket and a pipe", () => {
    using stack = new DisposableStack();
    const kernel = new Kernel();
    const file = makeFile(kernel, testFolder, stack);
    const buffer = makeMemory(kernel, bytes, stack);
    const parts = { kernel, file, buffer, bytes, stack };
    for (const bench of [makeSocketBench(parts), makePipeBench(parts)]) {
      const runs = 10;
      const { copies, agreement, sightings } = countCopies(readWrite, bench, {
        bytes,
        runs,
      });
      assertEquals([copies, agreement], [2, 1]);
      assertEquals(sightings, [
        { call: "read", from: "file", runs, old: runs, new: 0, mixed: 0 },
        { call: "write", from: "buffer", runs, old: runs, new: 0, mixed: 0 },
      ]);
    }
  }),
);

Deno.test(
  labTest("every strategy can be probed, whatever the kernel copies", () => {
    using stack = new DisposableStack();
    const kernel = new Kernel();
    const file = makeFile(kernel, testFolder, stack);
    const buffer = makeMemory(kernel, bytes, stack);
    const parts = { kernel, file, buffer, bytes, stack };
    const before = inUse(kernel).descriptors.length;
    const probed = [
      ...socketStrategies.map((strategy) => ({
        strategy,
        bench: makeSocketBench(parts),
      })),
      ...pipeStrategies.map((strategy) => ({
        strategy,
        bench: makePipeBench(parts),
      })),
    ];
    const opened = inUse(kernel).descriptors.length - before;
    assertEquals(opened, 2 * socketStrategies.length + pipeStrategies.length);
    for (const { strategy, bench } of probed) {
      const found = countCopies(strategy, bench, { bytes, runs: 4 });
      assertEquals(found.way, strategy.name);
      for (const seen of found.sightings) {
        assertEquals(seen.old + seen.new + seen.mixed, seen.runs);
        assertEquals(seen.runs, 4);
      }
      assertEquals({ ...found, ...verdictOf(found.sightings) }, found);
    }
  }),
);
