import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import recordedJob from "../../lessons/12_on_your_kernel/recorded_job.json" with {
  type: "json",
};
import {
  type Claim,
  type Contradiction,
  exercises,
  type Hypothesis,
  sayOwnKernel,
  type Sighting,
} from "../../exercises/12_on_your_kernel/questions.ts";
import { unknownCall } from "../../lib/evidence/program/calls.ts";
import { judgeCalls } from "../../lib/evidence/program/verdict.ts";
import { ways } from "../../lib/evidence/server/way_costs.ts";
import {
  copyReferences,
  cpuCopy,
  dmaCopy,
  enterKernel,
  type Instruction,
  leaveKernel,
  mapPages,
  passPages,
  transmit,
} from "../../lib/machine/instruction.ts";
import {
  once,
  type Part,
  type Program,
  program,
} from "../../lib/machine/program.ts";
import {
  linux,
  mmapWrite,
  splice,
  textbook,
} from "../../lib/strategy/linux.ts";
import { Dice } from "../../lib/workbook/dice.ts";
import { answerBy, ideaBehind } from "../../lib/workbook/question.ts";
import type { Plain } from "../../lib/workbook/plain.ts";
import { probesFor } from "../../solutions/12_on_your_kernel/answer.ts";

type Calls = Parameters<typeof probesFor>[0];

const [, , causing, probing, predicting, explaining, leaving, foreseeing] =
  exercises;

/** read + vmsplice + splice. */
const sixth: Calls = [
  { call: "read", from: "file" },
  { call: "vmsplice", from: "buffer" },
  { call: "splice out", from: "pipe" },
];

/** Judges probes for a strategy. */
function judge(gave: unknown, strategy: Calls): string | undefined {
  return probing!.judge(gave, { args: [strategy as unknown as Plain] });
}

Deno.test("causeOf: every cause is asked for", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const asked = causing!.cases(new Dice(seed))
      .map(({ args }) => causing!.right(...args));
    assertEquals(new Set(asked).size, 9, `seed ${seed}`);
  }
});

Deno.test("probesFor: more probes than it takes are right as well", () => {
  const probes = probesFor(sixth);
  assertEquals(judge([...probes, ...probes], sixth), undefined);
});

Deno.test("probesFor: one wrong probe among right ones is named", () => {
  const wrong = { after: "vmsplice", change: "file", tellsOf: "vmsplice" };
  assertEquals(
    judge([...probesFor(sixth), wrong], sixth),
    "Probe 4: on a kernel in which only read copies, the old bytes arrive. " +
      "You would say that vmsplice copied, but it handed on a reference. " +
      "By then, read had copied them.",
  );
});

Deno.test("probesFor: a buffer that is not filled yet, or never, is no place for a change", () => {
  const late: Calls = [
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
  assertStringIncludes(judge(early, late)!, "not come to the buffer yet");
  const never: Calls = [
    ...late.slice(0, 2),
    { call: "splice out", from: "second pipe" },
  ];
  const probe = [{ after: "splice out", change: "buffer", tellsOf: "tee" }];
  assertStringIncludes(judge(probe, never)!, "never come to the buffer");
});

Deno.test("probesFor: no single probe but the solution's tells of a call", () => {
  for (let seed = 1; seed <= 2; seed++) {
    for (const { args } of probing!.cases(new Dice(seed))) {
      const strategy = args[0] as unknown as Calls;
      const right = probesFor(strategy);
      for (const [at, { call: tellsOf }] of strategy.entries()) {
        const others = right.filter((_, i) => i !== at);
        const passing: unknown[] = strategy.flatMap(({ call: after }) =>
          ["file", "buffer"].map((change) => ({ after, change, tellsOf }))
        ).filter((probe) => judge([...others, probe], strategy) === undefined);
        assertEquals(passing, [{ ...right[at]! }], `seed ${seed}`);
      }
    }
  }
});

Deno.test("predictTable: a table with more in it than the lab's is not right", () => {
  const [asked] = predicting!.cases(new Dice(1));
  const right = predicting!.right(...asked!.args) as Record<string, object>;
  assertEquals(predicting!.judge(right, asked!), undefined);
  for (
    const gave of [
      { ...right, tee: right.splice },
      { ...right, splice: { ...right.splice, "CPU time": 1 } },
    ]
  ) assertStringIncludes(predicting!.judge(gave, asked!)!, "more in it");
});

Deno.test("explain: each reason is asked for, and that none fits", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const asked = explaining!.cases(new Dice(seed))
      .map(({ args }) => explaining!.right(...args));
    assertEquals(new Set(asked).size, 9, `seed ${seed}`);
  }
});

Deno.test("explain: what the disk does has nothing to do with the runtime's faults", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const disks = explaining!.cases(new Dice(seed))
      .map(({ args }) => args[0] as Record<string, unknown>)
      .filter(({ figure, machine }) =>
        figure === "disk, cold" && machine === "made up"
      );
    const pairs = disks.map(({ seen, idleFaults }) =>
      `${seen === 0} ${idleFaults === 0}`
    );
    for (const pair of ["true false", "false true"]) {
      assert(pairs.includes(pair), `seed ${seed}: ${pair}`);
    }
  }
});

Deno.test("explain: who has passed is told whether his own kernel was asked about", () => {
  assertStringIncludes(sayOwnKernel(undefined), "was not asked about");
  const own = recordedJob as unknown as Parameters<typeof sayOwnKernel>[0];
  assertMatch(
    sayOwnKernel(own),
    /^Your own kernel was asked about, Linux \S+ as of \d{4}-\d\d-\d\d: \d+ differences\.$/,
  );
});

Deno.test("explain: where two reasons give the number, each is right, and no third", () => {
  const asked = explaining!.cases(new Dice(1)).map(({ args }) =>
    args[0] as object
  )
    .find((one) =>
      "seen" in one && "figure" in one &&
      one.figure === "page faults"
    );
  const difference = {
    ...asked,
    strategy: "mmap + write",
    predicted: 40,
    seen: 41,
    idleFaults: 3,
  };
  const passing = [
    "the mapping begins inside a group",
    "the runtime has page faults as well",
    "a fault maps a whole folio",
    "none of these",
  ].filter((reason) =>
    explaining!.judge(reason, { args: [difference as unknown as Plain] }) ===
      undefined
  );
  assertEquals(passing, [
    "the mapping begins inside a group",
    "the runtime has page faults as well",
  ]);
});

Deno.test("leaveAlone: every moment is asked for, and every way to learn of it", () => {
  const asked = leaving!.cases(new Dice(1))
    .map(({ args }) => leaving!.right(...args) as { learns: string });
  const learns = new Set(asked.map(({ learns }) => learns));
  assertEquals(learns.size, 4, [...learns].join());
});

Deno.test("foresee: what is off by rounding is right, and nothing else is", () => {
  for (let seed = 1; seed <= 20; seed++) {
    for (const asked of foreseeing!.cases(new Dice(seed))) {
      const right = foreseeing!.right(...asked.args);
      if (right === null) continue;
      const told = (factor: number): string | undefined => {
        const fields = Object.entries(right as Record<string, number>)
          .map(([name, value]) => [name, value * factor]);
        return foreseeing!.judge(Object.fromEntries(fields), asked);
      };
      for (const factor of [1, 1 - 1e-12, 1 + 1e-12]) {
        assertEquals(told(factor), undefined, `seed ${seed}`);
      }
      for (const factor of [1 - 1e-6, 1 + 1e-6, -1]) {
        assertEquals(told(factor), "callNs is not right.", `seed ${seed}`);
      }
    }
  }
});

const toPage = dmaCopy("disk", "page cache");

function inCall(call: string, ...inside: Instruction[]): Instruction[] {
  return [enterKernel(call), ...inside, leaveKernel(call)];
}

function each(instructions: readonly Instruction[]): Part {
  return { repeats: "per piece", instructions };
}

/** Judges a program that the kernel is to confirm. */
function confirm(gave: Program): string | undefined {
  return exercises.find(({ name }) => name === "confirmed")!
    .judge(gave, { args: [] });
}

Deno.test("confirmed: each strategy of Linux that copies less than read + write, and no other", () => {
  const passing = linux.filter((one) => confirm(one) === undefined);
  assertEquals(passing.map(({ name }) => name), ["mmap + write", "splice"]);
  const told = textbook.filter((one) => confirm(one) === undefined);
  assertEquals(told, [], "what the textbook draws no kernel does");
});

Deno.test("confirmed: of all ways to a socket those that copy less, and that the lab can carry out", () => {
  const passing = Object.values(ways).filter(({ linux }) =>
    confirm(linux) === undefined
  );
  assertEquals(passing.map(({ linux: { name } }) => name), [
    "mmap + write",
    "splice",
    ways["read(O_DIRECT) + write"].linux.name,
    "read + vmsplice + splice",
    "mmap + vmsplice + splice",
  ]);
  for (const { linux } of passing) assertEquals(unknownCall(linux), undefined);
});

Deno.test("confirmed: what Linux does in a call may not be left out, nor done outside of it", () => {
  const [, write, unmap] = mmapWrite.parts as [Part, Part, Part];
  const reads = program("reads", once([]), [
    enterKernel("read"),
    dmaCopy("disk", "page cache"),
    leaveKernel("read"),
  ], ...mmapWrite.parts);
  assertStringIncludes(
    confirm(reads)!,
    "Steps 1 to 3 are one read(): what Linux does in such a call is not just that",
  );
  const driven = program("driven", ...mmapWrite.parts, [copyReferences()]);
  assertStringIncludes(confirm(driven)!, "in no call");
  assertEquals(confirm(program("kept", mmapWrite.parts[0]!, write)), undefined);
  assertStringIncludes(confirm(program("unmapped", write, unmap))!, "Cannot");
});

Deno.test("confirmed: the NIC may send within the call that fills the socket buffer, and in no other", () => {
  const [pipe, piece] = splice.parts as [Part, Part];
  for (const sending of [transmit(), dmaCopy("socket buffer", "nic")]) {
    const steps = piece.instructions.filter(({ op }) => op !== "transmit");
    const within = program("within", pipe, [
      ...steps.slice(0, -1),
      sending,
      leaveKernel("splice"),
    ]);
    assertEquals(confirm(within), undefined);
    const other = program("other", pipe, [
      steps[0]!,
      sending,
      ...piece.instructions.slice(1),
    ]);
    assert(confirm(other) !== undefined);
  }
});

/** Programs with the mistake of an idea, written otherwise than the idea's own. */
const mistaken: Readonly<Record<string, readonly (readonly Part[])[]>> = {
  "read passes pages": [
    [each(inCall("read", toPage, passPages("page cache", "user buffer")))],
  ],
  "write passes pages": [
    [
      mmapWrite.parts[0]!,
      each(inCall("write", passPages("user buffer", "socket buffer"))),
    ],
    [
      each([
        ...inCall("read", toPage, cpuCopy("page cache", "user buffer")),
        ...inCall("write", passPages("user buffer", "socket buffer")),
        transmit(),
      ]),
    ],
  ],
  "mmap brings the pages": [
    [once(inCall("mmap", mapPages("page cache", "user buffer")))],
  ],
  "mmap copies the file": [
    [once(inCall("mmap", cpuCopy("page cache", "user buffer")))],
  ],
  "what the textbook draws is a call": [
    [each(inCall("splice", toPage, passPages("page cache", "socket buffer")))],
  ],
  "one splice fills the pipe and empties it": [
    [
      splice.parts[0]!,
      each(inCall("splice", toPage, passPages("page cache", "socket buffer"))),
    ],
  ],
  "what leaves a pipe is copied": [
    [
      splice.parts[0]!,
      each([
        ...inCall("splice", toPage, passPages("page cache", "pipe")),
        ...inCall(
          "splice",
          cpuCopy("pipe", "socket buffer"),
          dmaCopy("socket buffer", "nic"),
        ),
      ]),
    ],
  ],
  "read and write can do it": [
    [
      each([
        ...inCall("read", toPage, cpuCopy("page cache", "user buffer")),
        ...inCall("write", cpuCopy("user buffer", "socket buffer"), transmit()),
      ]),
    ],
  ],
};

Deno.test("confirmed: who makes the mistake of an idea is told of it, however the rest is written", () => {
  const question = exercises.find(({ name }) => name === "confirmed")!;
  const ideaOf = (gave: unknown): string | undefined =>
    ideaBehind(
      question,
      [{ args: [], gave, isRight: false }],
      (gave, args) => question.judge(gave, { args }) === undefined,
    );
  for (const [idea, all] of Object.entries(mistaken)) {
    for (const parts of all) {
      const one = program("mine", ...parts);
      assert(confirm(one) !== undefined, idea);
      assertEquals(ideaOf(one), idea);
    }
  }
  for (const idea of Object.keys(question.wrong)) {
    assertEquals(ideaOf(answerBy(question, idea, [])), idea);
  }
  assertEquals(ideaOf(program("nothing", [])), undefined);
});

Deno.test("contradicted: a program and what it foretells of the claims of another are told apart", () => {
  const { cases, judge, right } = exercises
    .find(({ name }) => name === "contradicted")!;
  for (const asked of cases(new Dice(1))) {
    const all = right(...asked.args) as { program: string; step: number }[];
    assertEquals(judge(all.toReversed(), asked), undefined);
    for (const [i, one] of all.entries()) {
      const others = all.toSpliced(i, 1);
      assertStringIncludes(judge(others, asked)!, "is not in the list");
      assertStringIncludes(
        judge([...others, { ...one, step: 0 }], asked)!,
        "not first at step 0",
      );
      assertStringIncludes(judge([one, ...all], asked)!, "more than once");
    }
    const none = { program: "nobody", step: 1 };
    assertStringIncludes(judge([...all, none], asked)!, "is no word for this");
  }
});

/** Where the machine has the bytes of a call: before it, and after it. */
const places = {
  read: ["page cache", "user buffer"],
  mmap: ["page cache", "user buffer"],
  write: ["user buffer", "socket buffer"],
  sendfile: ["page cache", "socket buffer"],
  "splice in": ["page cache", "pipe"],
  vmsplice: ["user buffer", "pipe"],
  "splice out": ["pipe", "socket buffer"],
} as const;

/** Writes claims as a program: three steps for each call, of which the second claims. */
function programOf(claims: readonly Claim[]): Program {
  return program(
    "claimed",
    claims.flatMap(({ call, copies }) => {
      const [from, to] = places[call as keyof typeof places];
      const name = call.split(" ")[0]!;
      const does = copies
        ? cpuCopy(from, to)
        : call === "mmap"
        ? mapPages(from, to)
        : passPages(from, to);
      return [enterKernel(name), does, leaveKernel(name)];
    }),
  );
}

Deno.test("contradicted: the lab's own verdict on such a program is the same", () => {
  const { cases, right } = exercises
    .find(({ name }) => name === "contradicted")!;
  const verdicts = { contradicted: 0, not: 0 };
  for (let seed = 1; seed <= 20; seed++) {
    for (const { args } of cases(new Dice(seed))) {
      const [seen, programs] = args as unknown as [
        readonly Sighting[],
        readonly Hypothesis[],
      ];
      const isClear = seen.every(({ runs, old, new: fresh }) =>
        2 * Math.max(old, fresh) > runs
      );
      for (const { name, claims } of isClear ? programs : []) {
        if (!claims.some(({ call }) => call === seen[0]!.after)) continue;
        const sightings = seen.map(({ after, change, ...arrived }, i) => ({
          ...{ step: 3 * i + 1, call: after, from: change, ...arrived },
          mixed: arrived.runs - arrived.old - arrived.new,
        }));
        const judged = judgeCalls(programOf(claims), sightings);
        const at = judged.findIndex(({ verdict }) =>
          verdict === "contradicted"
        );
        const ours = (right(...args) as Contradiction[])
          .find(({ program }) => program === name);
        assertEquals(claims[at]?.step, ours?.step, JSON.stringify(args));
        verdicts[at < 0 ? "not" : "contradicted"] += 1;
      }
    }
  }
  assert(Math.min(...Object.values(verdicts)) > 50, JSON.stringify(verdicts));
});
