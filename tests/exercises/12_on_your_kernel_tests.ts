import { assert, assertEquals } from "@std/assert";
import type * as stub from "../../exercises/12_on_your_kernel/answer.ts";
import {
  type Calls,
  causesOf,
  type Column,
  exercises,
  type Finding,
} from "../../exercises/12_on_your_kernel/questions.ts";
import { modelOf } from "../../lib/evidence/figures.ts";
import { Dice } from "../../lib/workbook/dice.ts";
import * as solution from "../../solutions/12_on_your_kernel/answer.ts";
import { testExercises } from "./wrong_answers.ts";

/** A solution whose signatures drift from the stub's is a type error here. */
const answers: typeof stub = solution;

const { causeOf, probesFor, strategyOf, switchesBetween } = solution;

type Way = Parameters<typeof probesFor>[0];

/** Counts the changes that did not arrive. */
function copiesOf({ arrivals }: Column): number {
  return arrivals.filter((arrival) => arrival === "old").length;
}

function piecesOf({ fileBytes, pieceBytes }: Column): number {
  return Math.ceil(fileBytes / pieceBytes);
}

/** The growth of each counter, as somebody reads it who forgets that one can be missing. */
function growthOfKnown(before: Calls, after: Calls): number {
  return Object.keys(before)
    .reduce((sum, name) => sum + after[name]! - before[name]!, 0);
}

function sumOf(calls: Calls): number {
  return Object.values(calls).reduce((sum, one) => sum + one, 0);
}

/** The right probes, each changed. */
function probesBut(
  change: (
    probe: stub.Probe,
    at: number,
    way: Way,
  ) => Partial<Record<keyof stub.Probe, unknown>>,
): (way: Way) => unknown {
  return (way) =>
    probesFor(way).map((probe, i) => ({ ...probe, ...change(probe, i, way) }));
}

testExercises(exercises, {
  solution: answers,
  wrong: {
    strategyOf: [
      {
        idea: "the number of copies names the way",
        answer: (column: Column) =>
          ["sendfile", "mmap + write", "read + write"][copiesOf(column)],
        says: "How many such calls does",
      },
      {
        idea: "old bytes first, then mmap, whatever the NIC",
        answer: (column: Column) =>
          copiesOf(column) === 1 && column.arrivals.length === 2
            ? "mmap + write"
            : strategyOf(column),
        says: "With a NIC that cannot gather",
      },
      {
        idea: "page faults name mmap",
        answer: (column: Column) =>
          column.arrivals.length === 2 && column.pageFaults > 0
            ? "mmap + write"
            : strategyOf(column),
        says: "Page faults alone do not name a way",
      },
      {
        idea: "calls alone, and 2N + 1 is read + write",
        answer: (column: Column) => {
          const calls = column.systemCalls - piecesOf(column);
          if (calls === 0) return "sendfile";
          return calls === 2 ? "mmap + write" : "read + write";
        },
        says: "That call of read + write never does",
      },
      {
        idea: "a pipe without a limit",
        answer: (column: Column) =>
          column.systemCalls === 2 * piecesOf(column) + 1
            ? strategyOf(column)
            : column.arrivals.length === 1
            ? "sendfile"
            : "mmap + write",
        says: "which way cannot move that with one call?",
      },
      {
        idea: "sendfile + gather is a call",
        answer: (column: Column) => `${strategyOf(column)} + gather`,
        says: "must return one of",
      },
    ],
    switchesBetween: [
      {
        idea: "one switch for each call",
        answer: (before: Calls, after: Calls) =>
          switchesBetween(before, after) / 2,
        says: "into the kernel and back",
      },
      {
        idea: "all calls so far",
        answer: (_: Calls, after: Calls) => 2 * sumOf(after),
        says: "before the transfer began",
      },
      {
        idea: "a counter that was missing stays out",
        answer: (before: Calls, after: Calls) =>
          2 * growthOfKnown(before, after),
        says: "has no counter in `before`",
      },
      {
        idea: "only counters that are new",
        answer: (before: Calls, after: Calls) =>
          2 * Object.keys(after).filter((name) => !(name in before))
            .reduce((sum, name) => sum + after[name]!, 0),
        says: "have been made before it as well",
      },
      {
        idea: "nothing minus a number",
        answer: (before: Calls, after: Calls) =>
          2 * Object.keys(after)
            .reduce((sum, name) => sum + after[name]! - before[name]!, 0),
        says: "is not a number",
      },
      {
        idea: "only calls that grow with the file",
        answer: (before: Calls, after: Calls) =>
          2 * Object.keys(after)
            .map((name) => after[name]! - (before[name] ?? 0))
            .reduce((sum, calls) => sum + (calls > 1 ? calls : 0), 0),
        says: "counts like the others",
      },
      {
        idea: "four for each call",
        answer: (before: Calls, after: Calls) =>
          2 * switchesBetween(before, after),
        says: "twice as many",
      },
      {
        idea: "another number",
        answer: (before: Calls, after: Calls) =>
          switchesBetween(before, after) + 14,
        says: "one by one",
      },
    ],
    causeOf: [
      {
        idea: "the NIC before the change",
        answer: (finding: Finding) =>
          finding.figure === "CPU copies" && finding.nic.scatterGather
            ? "the NIC adds no checksums"
            : causeOf(finding),
        says: "this NIC adds them",
      },
      {
        idea: "it is always the NIC",
        answer: (finding: Finding) =>
          finding.figure === "CPU copies"
            ? "the NIC cannot gather"
            : causeOf(finding),
        says: "this NIC gathers",
      },
      {
        idea: "a NIC that lacks something explains everything",
        answer: (finding: Finding) =>
          finding.nic.scatterGather && finding.nic.transmitChecksum
            ? causeOf(finding)
            : "the NIC cannot gather",
        says: "It makes no other difference",
      },
      {
        idea: "any other change explains everything",
        answer: (finding: Finding) =>
          finding.change === "pwrite"
            ? causeOf(finding)
            : "the change went to other pages",
        says: "Only the copies are counted",
      },
      {
        idea: "a change in place goes astray",
        answer: (finding: Finding) =>
          finding.figure === "CPU copies"
            ? "the change went to other pages"
            : causeOf(finding),
        says: "references lead to these pages",
      },
      {
        idea: "a warm cache explains the disk",
        answer: (finding: Finding) =>
          finding.figure === "bytes from the disk"
            ? "the page cache had the file"
            : causeOf(finding),
        says: "yet the disk was read",
      },
      {
        idea: "the page cache was passed by",
        answer: (finding: Finding) =>
          finding.figure === "bytes from the disk"
            ? "the read went past the page cache"
            : causeOf(finding),
        says: "asks for no such thing",
      },
      {
        idea: "fewer faults make fewer switches",
        answer: (finding: Finding) =>
          finding.figure === "mode switches"
            ? "a fault maps the pages around as well"
            : causeOf(finding),
        says: "not whether a page fault is a mode switch",
      },
      {
        idea: "more calls than told mean a pipe",
        answer: (finding: Finding) =>
          finding.figure === "system calls" ||
            finding.figure === "mode switches"
            ? "the pipe holds only 64 KiB"
            : causeOf(finding),
        says: "uses no pipe",
      },
      {
        idea: "more calls than told mean the end",
        answer: (finding: Finding) =>
          finding.way === "splice" && finding.expected > 0
            ? "one more read finds the end"
            : causeOf(finding),
        says: "does not read until nothing comes",
      },
      {
        idea: "a cause of one's own",
        answer: () => "the kernel is broken",
        says: "one of the causes",
      },
    ],
    probesFor: [
      {
        idea: "to change the file each time",
        answer: probesBut(() => ({ change: "file" })),
        says: "no change to the file can tell what",
      },
      {
        idea: "to change the buffer each time",
        answer: probesBut(() => ({ change: "buffer" })),
        says: "You change them where read had put them",
      },
      {
        idea: "to change all at the end",
        answer: probesBut((_, __, way) => ({ after: way.at(-1)!.call })),
        says: "do not wait for it",
      },
      {
        idea: "to change before the call is made",
        answer: probesBut((_, i, way) => ({ after: way[i - 1]?.call })),
        says: "after must be a call of this way",
      },
      {
        idea: "to change before the later calls are made",
        answer: probesBut((_, i, way) => ({ after: way[i && i - 1]!.call })),
        says: "is the same whether it copies or not",
      },
      {
        idea: "to change what the pipe holds",
        answer: probesBut((_, i, way) => ({ change: way[i]!.from })),
        says: "cannot change what is in a pipe",
      },
      {
        idea: "to change nothing",
        answer: () => [],
        says: "Nothing is changed",
      },
      {
        idea: "to change nothing each time",
        answer: probesBut(() => ({ change: null })),
        says: "It is null.",
      },
      {
        idea: "one probe for the whole way",
        answer: (way: Way) => probesFor(way).slice(0, 1),
        says: "no probe tells whether it copied",
      },
      {
        idea: "a probe that is in no list",
        answer: (way: Way) => probesFor(way)[0],
        says: "a list of probes",
      },
    ],
  },
});

Deno.test("strategyOf: a column has the calls that the model counts", () => {
  for (let seed = 1; seed <= 30; seed++) {
    for (const [column] of questionsOf<[Column]>("strategyOf", seed)) {
      const { counts } = modelOf(strategyOf(column), {
        fileBytes: column.fileBytes,
        pieceBytes: column.pieceBytes,
        cache: "warm",
        nic: "gather",
      });
      assertEquals(column.systemCalls, counts.systemCalls, `seed ${seed}`);
    }
  }
});

Deno.test("causeOf: every finding has one cause, and every cause is asked for", () => {
  for (let seed = 1; seed <= 100; seed++) {
    const asked = questionsOf<[Finding]>("causeOf", seed).map(([finding]) => {
      const causes = causesOf(finding);
      assertEquals(causes.length, 1, `seed ${seed}: ${causes}`);
      return causes[0];
    });
    assertEquals(new Set(asked).size, 9, `seed ${seed}`);
  }
});

/** read + vmsplice + splice. */
const sixth: Way = [
  { call: "read", from: "file" },
  { call: "vmsplice", from: "buffer" },
  { call: "splice out", from: "pipe" },
];

Deno.test("probesFor: more probes than it takes are right as well", () => {
  const probes = probesFor(sixth);
  assertEquals(judge("probesFor", [...probes, ...probes], sixth), undefined);
});

Deno.test("probesFor: one wrong probe among right ones is named", () => {
  const wrong = { after: "vmsplice", change: "file", tellsOf: "vmsplice" };
  assertEquals(
    judge("probesFor", [...probesFor(sixth), wrong], sixth),
    "Probe 4: on a kernel in which only read copies, the old bytes arrive. " +
      "You would say that vmsplice copied, but it handed on a reference. " +
      "By then, read had copied them, and no change to the file can tell " +
      "what vmsplice did with that copy.",
  );
});

Deno.test("probesFor: a buffer that is not filled yet, or never, is no place for a change", () => {
  const late: Way = [
    { call: "splice in", from: "file" },
    { call: "tee", from: "pipe" },
    { call: "read", from: "second pipe" },
    { call: "send", from: "buffer" },
  ];
  const early = [{
    after: "splice in",
    change: "buffer",
    tellsOf: "splice in",
  }];
  assertIncludes(judge("probesFor", early, late), "not come to the buffer yet");
  const probe = [{ after: "splice out", change: "buffer", tellsOf: "tee" }];
  const never: Way = [...late.slice(0, 2), {
    call: "splice out",
    from: "second pipe",
  }];
  assertIncludes(judge("probesFor", probe, never), "never come to the buffer");
});

Deno.test("probesFor: no single probe but the solution's tells of a call", () => {
  for (let seed = 1; seed <= 10; seed++) {
    for (const [way] of questionsOf<[Way]>("probesFor", seed)) {
      const names = way.map(({ call }) => call);
      const right = probesFor(way);
      for (const [at, tellsOf] of names.entries()) {
        const others = right.filter((_, i) => i !== at);
        const passing = names.flatMap((after) =>
          ["file", "buffer"].map((change) => ({ after, change, tellsOf }))
        ).filter((probe) =>
          judge("probesFor", [...others, probe], way) === undefined
        );
        assertEquals(passing, [{ ...right[at]! }], `seed ${seed}`);
      }
    }
  }
});

Deno.test("every judge takes whatever an answer gives", () => {
  const odd: unknown[] = [undefined, null, NaN, "", [], {}, [[null]]];
  for (const { name, cases, judge } of exercises) {
    for (const question of cases(new Dice(1))) {
      for (const gave of odd) {
        assertEquals(typeof judge(gave, question), "string", name);
      }
    }
  }
});

/** The arguments of the calls that one exercise makes. */
function questionsOf<Args>(name: string, seed: number): Args[] {
  const exercise = exercises.find((one) => one.name === name)!;
  return exercise.cases(new Dice(seed))
    .map(({ args }) => args as unknown as Args);
}

/** Judges what one exercise was given for a way. */
function judge(name: string, gave: unknown, way: Way): string | undefined {
  const exercise = exercises.find((one) => one.name === name)!;
  const arg = way.map(({ call, from }) => ({ call, from }));
  return exercise.judge(gave, { args: [arg] });
}

function assertIncludes(text: string | undefined, part: string): void {
  assert(text?.includes(part), text);
}
