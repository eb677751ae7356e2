import { assert, assertEquals, assertStringIncludes, equal } from "@std/assert";
import {
  cpuCopy,
  dmaCopy,
  enterKernel,
  leaveKernel,
  passPages,
  transmit,
} from "../../lib/machine/instruction.ts";
import { program } from "../../lib/machine/program.ts";
import { fallBack } from "../../lib/strategy/fallback.ts";
import { linux, textbook } from "../../lib/strategy/linux.ts";
import {
  bestScore,
  compareScores,
  type Hole,
  holes,
  play,
  replay,
  sayCompared,
  sayScore,
} from "../../lib/workbook/golf.ts";
import { programText } from "../../lib/workbook/program_text.ts";
import { makeDice } from "../dice.ts";
import { longTest } from "../source_tree.ts";
import { goThrough, searchHole, turnsFrom } from "./golf_search.ts";

for (const hole of holes) {
  const name =
    `no way of sending is cheaper than the best known of "${hole.name}"`;
  const search = (): void => {
    const best = bestScore(hole);
    assertEquals(searchHole(hole, best).score, best);
  };
  // With splice, or a NIC that cannot gather, there are thousands of states.
  const isLong = ["no-checksum", "in-memory"].includes(hole.name);
  Deno.test(isLong ? longTest(name, search) : { name, fn: search });
}

Deno.test(longTest(
  "a program that is not the best is beaten by what the search finds",
  () => {
    // Those with sendfile or splice have more states: one search of each is enough.
    const better = holes.slice(0, 3).flatMap((hole) =>
      [...textbook, ...linux].flatMap((one) => {
        const score = play(hole, fallBack(one, hole.job));
        if (typeof score === "string") return [];
        const found = searchHole(hole, score).score;
        assertEquals(found, bestScore(hole), `${hole.name}: ${one.name}`);
        return compareScores(found!, score) < 0 ? [hole.name] : [];
      }).slice(0, 1)
    );
    assert(better.length >= 2, better.join());
  },
));

Deno.test(longTest(
  "what the search takes for the same state goes on in the same way",
  () => {
    const dice = makeDice(7);
    let pairs = 0;
    for (const hole of holes.slice(1)) {
      const turns = turnsFrom(hole);
      const start = goThrough([], hole)!;
      const walk = (length: number): typeof start => {
        let at = start;
        for (let i = 0; i < length; i++) {
          const next = goThrough([...at.path, dice.oneOf(turns(at))], hole);
          at = next ?? at;
        }
        return at;
      };
      const seen = new Map<string, typeof start>();
      for (let i = 0; i < 300; i++) {
        const one = walk(dice.between(1, 7));
        const other = seen.get(one.state) ?? one;
        seen.set(one.state, one);
        if (one === other || equal(one.path, other.path)) continue;
        pairs += 1;
        for (const turn of turns(one)) {
          const [a, b] = [one, other].map(({ path }) =>
            goThrough([...path, turn], hole)?.state
          );
          assertEquals(a, b, `seed 7, ${hole.name}`);
        }
      }
    }
    assert(pairs > 100, `${pairs} pairs`);
  },
));

const [first, oldUnix] = holes as [Hole, Hole];

Deno.test("play() says why a program has no score", () => {
  const changed = holes.find(({ isChanged }) => isChanged)!;
  const shared = "in no memory of the program's own";
  const cases: readonly [hole: Hole, text: string, says: string][] = [
    [changed, "mmap + write", `Step 6 queues bytes that are ${shared}`],
    [changed, "sendfile", `Step 3 queues bytes that are ${shared}`],
    [changed, "sendfile + gather", `Step 3 queues bytes that are ${shared}`],
    [changed, "splice", `queues bytes that are ${shared}`],
    [first, "", "the client has no byte"],
    [oldUnix, "sendfile", "and only read, write may be called here"],
  ];
  for (const [hole, name, says] of cases) {
    const one = textbook.find((one) => one.name === name) ?? program("none");
    assertStringIncludes(String(play(hole, one)), says);
  }
  const kept = program("kept", [enterKernel("read")]);
  assertStringIncludes(String(play(first, kept)), "back in user mode");
  const passed = program("passed", [
    enterKernel("read"),
    cpuCopy("page cache", "user buffer"),
    leaveKernel("read"),
    enterKernel("write"),
    passPages("user buffer", "socket buffer"),
    leaveKernel("write"),
    transmit(),
  ]);
  assertStringIncludes(
    String(play(changed, passed)),
    "Step 5 is to pass pages user buffer → socket buffer, as a part of write()",
  );
  const unknown = program("unknown", [
    enterKernel("teleport"),
    dmaCopy("disk", "page cache"),
    passPages("page cache", "socket buffer"),
    leaveKernel("teleport"),
    transmit(),
  ]);
  assertStringIncludes(
    String(play(first, unknown)),
    "Step 1 calls teleport(), and no strategy of this workbook makes such a call. A kernel that has none says ENOSYS",
  );
  const idle = program("idle", [enterKernel("read"), leaveKernel("read")]);
  assertStringIncludes(String(play(first, idle)), "no byte");
});

Deno.test("scores are compared by CPU bytes, then mode switches, then peak memory", () => {
  const [a, b, c, d] = [[0, 9, 9], [1, 0, 9], [1, 1, 0], [1, 1, 1]].map((
    [cpuBytes = 0, modeSwitches = 0, peakBufferBytes = 0],
  ) => ({ cpuBytes, modeSwitches, peakBufferBytes }));
  assertEquals([d!, b!, c!, a!].sort(compareScores), [a!, b!, c!, d!]);
  assertEquals(compareScores(a!, { ...a! }), 0);
});

Deno.test("a score is compared by the first of its counts that differs", () => {
  const best = { cpuBytes: 4096, modeSwitches: 3, peakBufferBytes: 8192 };
  const cases = [
    [{}, "as good as the best known"],
    [{ cpuBytes: 8192, modeSwitches: 0 }, "4 KiB by CPU more than the"],
    [{ modeSwitches: 4, peakBufferBytes: 0 }, "1 mode switch more than the"],
    [{ peakBufferBytes: 8193 }, "1 B of peak memory more than the"],
    [{ modeSwitches: 2, peakBufferBytes: 9000 }, "better than the best known"],
  ] as const;
  for (const [parts, says] of cases) {
    assertStringIncludes(sayCompared({ ...best, ...parts }, best), says);
  }
});

Deno.test("what was kept is played again, and what gets no score is nothing", () => {
  for (const hole of holes) {
    const { program, score } = replay(hole, programText(hole.best))!;
    assertEquals(program.parts, hole.best.parts);
    assertEquals(score, bestScore(hole));
  }
  for (const text of ["", "x*y", "mine*each.send", "{}", "mine"]) {
    assertEquals(replay(first, text), undefined);
  }
});

Deno.test("a score is said with its units", () => {
  assertEquals(
    sayScore(bestScore(first)),
    "0 B by CPU, 2 mode switches, 64 KiB of peak memory",
  );
});

Deno.test("each hole has a name of its own, for an address", () => {
  const names = holes.map(({ name }) => name);
  assertEquals(new Set(names).size, names.length);
  for (const name of names) assert(/^[a-z-]+$/.test(name), name);
});
