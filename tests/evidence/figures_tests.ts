import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  compare,
  contradictionsIn,
  type Figure,
  type FigureValue,
  foresee,
  modelOf,
} from "../../lib/evidence/figures.ts";
import type { ThreadUsage } from "../../lib/lab/meter.ts";
import type { CopyCount } from "../../lib/lab/probe.ts";
import type { StrategyCost } from "../../lib/lab/transfer_cost.ts";
import { makeDice, type TestDice } from "../dice.ts";
import {
  makeCopies,
  makeCost,
  makeObservation,
  makeUsage,
  strategyNames,
} from "./made_up_report.ts";
import { pipeStrategies, socketStrategies } from "../lab/lab_test_kit.ts";
import { countPieces, makeJob } from "../../lib/machine/job.ts";
import { run } from "../../lib/machine/run.ts";
import { count } from "../../lib/trace/count.ts";

const seeds = Array.from({ length: 20 }, (_, i) => i + 1);

/** What the lab measures of one transfer: 16 pieces. */
const sizes = { fileBytes: 2 ** 20, pieceBytes: 2 ** 16 };

/** Finds what a table says of one strategy. */
function valueIn(
  figures: readonly Figure[],
  name: string,
  way = "read + write",
): FigureValue {
  return figures.find((figure) => figure.name === name)!
    .values.find((value) => value.way === way)!;
}

/** Names contradictions as "figure: strategy". */
function namesOf(figures: readonly Figure[]): string[] {
  return contradictionsIn(figures)
    .map(({ figure, value }) => `${figure.name}: ${value.way}`).toSorted();
}

/** Something that a kernel does otherwise than the model. */
interface Deviation {
  /** The figures that must contradict the model, and no others. */
  readonly figures: readonly string[];
  readonly cost?: (cost: StrategyCost) => StrategyCost;
  readonly copies?: (count: CopyCount) => CopyCount;
}

/** Adds page faults to those that the model counts. */
function moreFaults(
  more: (runtimeFaults: number) => { minor?: number; major?: number },
): (cost: StrategyCost) => StrategyCost {
  return (cost) => {
    const { minor = 0, major = 0 } = more(cost.runtimeFaults);
    return ofWarm(({ minorFaults, majorFaults }) => ({
      minorFaults: minorFaults + minor,
      majorFaults: majorFaults + major,
    }))(cost);
  };
}

function ofWarm(
  parts: (warm: ThreadUsage) => Partial<ThreadUsage>,
): (cost: StrategyCost) => StrategyCost {
  return (cost) => ({
    ...cost,
    warm: { ...cost.warm, ...parts(cost.warm) },
  });
}

const deviations: readonly Deviation[] = [
  {
    figures: ["mode switches", "system calls"],
    cost: ofWarm(({ calls }) => ({ calls: { ...calls, tee: 1 } })),
  },
  {
    figures: ["CPU copies"],
    copies: (count) => ({ ...count, copies: count.copies! + 1 }),
  },
  {
    figures: ["disk, cold"],
    cost: (cost) => ({
      ...cost,
      cold: makeUsage({ diskBytes: cost.fileBytes + 512 }),
    }),
  },
  { figures: ["disk, warm"], cost: ofWarm(() => ({ diskBytes: 4096 })) },
  {
    figures: ["page faults"],
    cost: moreFaults((runtimeFaults) => ({ minor: runtimeFaults + 1 })),
  },
  {
    figures: ["page faults"],
    cost: moreFaults((runtimeFaults) => ({ major: runtimeFaults + 1 })),
  },
  {
    figures: [],
    cost: moreFaults((runtimeFaults) => ({ minor: runtimeFaults })),
  },
  {
    figures: [],
    cost: ofWarm((warm) => ({
      cpuNs: 2 * warm.cpuNs,
      elapsedNs: 2 * warm.elapsedNs,
      voluntarySwitches: 999,
      involuntarySwitches: 999,
      processDiskBytes: 999,
    })),
  },
];

/** Makes figures with some deviations, each of some strategy. */
function plant(dice: TestDice): { figures: Figure[]; expected: string[] } {
  const observation = makeObservation(dice);
  const [costs, copies] = [[...observation.costs], [...observation.copies]];
  const expected = new Set<string>();
  for (let times = dice.between(0, 4); times > 0; times--) {
    const at = dice.below(strategyNames.length);
    const deviation = dice.oneOf(deviations);
    costs[at] = deviation.cost?.(costs[at]!) ?? costs[at]!;
    copies[at] = deviation.copies?.(copies[at]!) ?? copies[at]!;
    for (const name of deviation.figures) {
      expected.add(`${name}: ${strategyNames[at]}`);
    }
  }
  const figures = compare(costs, copies);
  return { figures, expected: [...expected].toSorted() };
}

Deno.test("fewer page faults than the model counts are a finding, whatever an empty run shows", () => {
  const cost = makeCost("mmap + write", sizes, makeDice(1));
  const { minorFaults, majorFaults } = cost.warm;
  const seen = minorFaults + majorFaults - 1;
  const warm = { ...cost.warm, minorFaults: seen, majorFaults: 0 };
  const figures = compare([{ ...cost, warm }], []);
  const { model, kernel } = valueIn(figures, "page faults", cost.way);
  assertEquals([model, kernel], [seen + 1, seen]);
});

Deno.test("there are two mode switches for each system call, in the model and in the kernel", () => {
  for (const seed of seeds) {
    const { figures } = plant(makeDice(seed));
    for (const way of strategyNames) {
      const calls = valueIn(figures, "system calls", way);
      const switches = valueIn(figures, "mode switches", way);
      assertEquals(switches.model, 2 * calls.model!, `seed ${seed}, ${way}`);
      assertEquals(switches.kernel, 2 * calls.kernel!, `seed ${seed}, ${way}`);
    }
  }
});

Deno.test("model and kernel agree on a kernel that does what the model counts", () => {
  for (const seed of seeds) {
    const { costs, copies } = makeObservation(makeDice(seed));
    const figures = compare(costs, copies);
    assertEquals(namesOf(figures), [], `seed ${seed}`);
    assert(figures.length > 0);
  }
});

Deno.test("contradictionsIn() lists every contradiction that was planted, and no other", () => {
  for (const seed of seeds) {
    const { figures, expected } = plant(makeDice(seed));
    assertEquals(namesOf(figures), expected, `seed ${seed}`);
  }
});

Deno.test("compare() gives a figure for every strategy, in their order, and says how it was measured", () => {
  const { costs, copies } = makeObservation(makeDice(1));
  const figures = compare(costs, copies);
  for (const { name, how, values } of figures) {
    assertEquals(values.map(({ way }) => way), [...strategyNames], name);
    assert(how.length > 0, name);
  }
  const names = figures.map(({ name }) => name);
  assertEquals(names, [...new Set(names)]);
});

Deno.test("compare() takes the copies of each strategy by its name, and knows none of a strategy that was not probed", () => {
  const { costs, copies } = makeObservation(makeDice(2));
  const figures = compare(costs, copies.slice(1).toReversed());
  const kernels = strategyNames
    .map((way) => valueIn(figures, "CPU copies", way).kernel);
  assertEquals(kernels, [null, 1, 0, 0]);
  assertEquals(namesOf(figures), []);
});

Deno.test("compare() counts the copies of one piece, however many there are", () => {
  for (const pieceBytes of [2 ** 12, 2 ** 16, 2 ** 20, 2 ** 22]) {
    const figures = compare(
      strategyNames
        .map((way) => makeCost(way, { ...sizes, pieceBytes }, makeDice(3))),
      strategyNames.map((way) => makeCopies(way)),
    );
    const models = strategyNames
      .map((way) => valueIn(figures, "CPU copies", way).model);
    assertEquals(models, [2, 1, 0, 0], `${pieceBytes}`);
  }
});

Deno.test("what could not be seen cold is null, and contradicts nothing", () => {
  const cost = makeCost("sendfile", sizes, makeDice(4));
  const figures = compare([{ ...cost, cold: null }], []);
  assertEquals(valueIn(figures, "disk, cold", "sendfile"), {
    way: "sendfile",
    model: sizes.fileBytes,
    kernel: null,
  });
  assertEquals(namesOf(figures), []);
});

Deno.test("compare() adds up what the kernel keeps apart", () => {
  const warm = makeUsage({
    calls: { read: 3, write: 4, tee: 5 },
    minorFaults: 10,
    majorFaults: 1,
    voluntarySwitches: 20,
    involuntarySwitches: 2,
  });
  const made = makeCost("read + write", sizes, makeDice(5));
  const cost = { ...made, runtimeFaults: 0 };
  const figures = compare([{ ...cost, warm }], []);
  const kernel = (name: string): number | null => valueIn(figures, name).kernel;
  assertEquals(
    ["system calls", "page faults", "context switches"].map(kernel),
    [12, 11, 22],
  );
});

Deno.test("times and rates are the kernel's alone", () => {
  const warm = makeUsage({ cpuNs: 300_000, elapsedNs: 500_000 });
  const cost = makeCost("read + write", sizes, makeDice(6));
  const figures = compare([{ ...cost, warm }], []);
  const way = "read + write";
  assertEquals(valueIn(figures, "CPU time"), {
    way,
    model: null,
    kernel: 300_000,
  });
  assertEquals(valueIn(figures, "throughput"), {
    way,
    model: null,
    kernel: 2 ** 20 * 2000,
  });
  assertEquals(valueIn(figures, "context switches").model, null);
});

Deno.test("the disk is read once when cold, and not at all when warm", () => {
  const cost = makeCost("splice", sizes, makeDice(7));
  const figures = compare([cost], []);
  const models = ["disk, cold", "disk, warm"]
    .map((name) => valueIn(figures, name, "splice").model);
  assertEquals(models, [sizes.fileBytes, 0]);
});

const asked = {
  fileBytes: 2 ** 20,
  pieceBytes: 2 ** 16,
  cache: "warm",
  nic: "gather",
} as const;

Deno.test("modelOf() knows every strategy of the lab", () => {
  for (const { name } of [...socketStrategies, ...pipeStrategies]) {
    modelOf(name, asked);
  }
});

Deno.test("modelOf() counts the calls that strace saw for 16 pieces", () => {
  const calls = strategyNames.map((way) =>
    modelOf(way, asked).counts.systemCalls
  );
  // The read that finds the end; mmap and munmap; none besides; the pipe, and two for each piece.
  assertEquals(calls, [2 * 16 + 1, 16 + 2, 16, 2 * 16 + 1]);
});

Deno.test("modelOf() counts what a run of the machine counts, for any file and pieces", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const dice = makeDice(seed);
    const fileBytes = dice.between(1, 300_000);
    const sending = {
      fileBytes,
      pieceBytes: dice.between(3000, 100_000),
      cache: dice.oneOf(["cold", "warm"] as const),
      nic: dice.oneOf(["gather", "no-gather", "no-checksum"] as const),
    };
    for (const way of strategyNames) {
      const { program, job, counts } = modelOf(way, sending);
      const { trace } = run(program, job, new Uint8Array(fileBytes));
      const why = `seed ${seed}, ${way}, ${JSON.stringify(sending)}`;
      assertEquals(counts, count(trace), why);
    }
  }
});

Deno.test("modelOf() asks for what the lab asked for, in pieces that a call can take", () => {
  const sending = { ...asked, pieceBytes: 2 ** 20, nic: "no-gather" } as const;
  const { job } = modelOf("sendfile", sending);
  const { fileBytes, cache, nic } = sending;
  assertEquals(job, makeJob({ fileBytes, bufferBytes: 2 ** 20, cache, nic }));
  assertEquals(countPieces(modelOf("splice", sending).job), 16);
});

Deno.test("modelOf() copies where the NIC cannot gather", () => {
  const copies = (way: string, nic: "gather" | "no-gather"): number =>
    modelOf(way, { ...asked, pieceBytes: 2 ** 20, nic }).counts.cpuBytes /
    asked.fileBytes;
  assertEquals(strategyNames.map((way) => copies(way, "gather")), [2, 1, 0, 0]);
  assertEquals(strategyNames.map((way) => copies(way, "no-gather")), [
    2,
    1,
    1,
    1,
  ]);
});

Deno.test("modelOf() refuses a strategy that the model does not have, and lists those that it has", () => {
  for (const way of ["tee", "", "toString"]) {
    const error = assertThrows(() => modelOf(way, asked), RangeError);
    assertEquals(
      error.message,
      `Cannot count "${way}" as the model must have it: it has ` +
        socketStrategies.map(({ name }) => name).join(", "),
    );
  }
});

Deno.test("foresee() says what compare() sets beside what was seen, for random sizes", () => {
  for (const seed of seeds) {
    const { costs, copies } = makeObservation(makeDice(seed));
    const figures = compare(costs, copies);
    for (const cost of costs) {
      const models = figures.map(({ name }) =>
        [name, valueIn(figures, name, cost.way).model] as const
      ).filter(([, model]) => model !== null);
      assertEquals(
        foresee(cost.way, cost),
        Object.fromEntries(models) as Record<string, number>,
        `seed ${seed}: ${cost.way}`,
      );
    }
  }
});
