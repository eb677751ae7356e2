import { assertEquals } from "@std/assert";
import { matchStudents } from "../../lib/collect/match.ts";
import { readRoster } from "../../lib/collect/roster.ts";
import type { Claim, Submission } from "../../lib/collect/submission.ts";
import { makeDice } from "../dice.ts";

/** Makes a submission. */
function submit(
  source: string,
  claim: Claim,
  more: Partial<Submission> = {},
): Submission {
  const files = new Map([["05_read_write/answer.ts", `// ${source}`]]);
  return { source, claim, files, predictions: new Map(), notes: [], ...more };
}

const roster = readRoster(`id,last_name,first_name,canvas,moodle
007,Lovelace,Ada,12,101
7,Hopper,Grace,13,102
008,Hopper,Grace,,
009,Dijkstra,Edsger,,
`);

/** Which source counts for each student, and what was refused. */
function matched(
  submissions: readonly Submission[],
  isWithRoster = true,
): { counts: Record<string, string>; refused: string[] } {
  const { students, refused } = matchStudents(
    { submissions, refused: [] },
    isWithRoster ? roster : undefined,
  );
  return {
    counts: Object.fromEntries(
      students.flatMap(({ student, submission }) =>
        submission === undefined ? [] : [[student.id, submission.source]]
      ),
    ),
    refused: refused.map(({ why }) => why),
  };
}

Deno.test("matchStudents() finds whose a submission is, or says why it is nobody's", () => {
  const cases: readonly [claim: Claim, idOrWhy: string][] = [
    [{ id: "007" }, "007"],
    [{ id: "7" }, "7"],
    [{ id: "8" }, 'no student has the id "8": there is "008"'],
    [{ id: "07" }, 'no student has the id "07"'],
    [{ canvas: "12", name: "lovelaceada" }, "007"],
    [{ canvas: "12", name: "byronada" }, "007"],
    [{ canvas: "12", name: "hoppergrace" }, "are not the same student"],
    [{ canvas: "99", name: "lovelaceada" }, "are not the same student"],
    [{ canvas: "99", name: "dijkstraedsger" }, "009"],
    [{ canvas: "99", name: "x" }, "no student has the number 99 in Canvas"],
    [{ moodle: "101", name: "Ada Lovelace" }, "007"],
    [{ moodle: "103", name: "Edsger Dijkstra" }, "009"],
    [{ moodle: "103", name: "edsger  dijkstra" }, "009"],
    [{ moodle: "103", name: "Grace Hopper" }, "may be several students"],
    [{ canvas: "12", id: "007" }, "007"],
    [{ canvas: "12", id: "7" }, "may be several students"],
    [{ canvas: "99", id: "007" }, "are not the same student"],
    [{ canvas: "anon_abcde", id: "009" }, "009"],
    [{ canvas: "anon_abcde" }, "no student has the number anon_abcde"],
    [{}, "no student has no name"],
    [{ id: "Ada Lovelace", name: "Ada Lovelace" }, "007"],
    [{ id: "Lovelace Ada", name: "Lovelace Ada" }, "007"],
    [{ id: "007", name: "007" }, "007"],
    [{ id: "Grace Hopper", name: "Grace Hopper" }, "may be several students"],
    [{ id: "Bo", name: "Bo" }, 'no student has the id "Bo"'],
    [{ id: "Ada Lovelace" }, 'no student has the id "Ada Lovelace"'],
    [
      { id: "Ada Lovelace", name: "lovelaceada", canvas: "12" },
      "no student has the id",
    ],
  ];
  for (const [claim, expected] of cases) {
    const { counts, refused } = matched([submit("x.zip/work", claim)]);
    const said = refused[0] ?? Object.keys(counts).join();
    assertEquals(
      refused.length === 0 ? said === expected : said.includes(expected),
      true,
      `${JSON.stringify(claim)}: ${said}`,
    );
  }
});

Deno.test("matchStudents() refuses what lies in the folder of another student", () => {
  for (const source of ["007/a.json", "007.zip/a.json", "007.json"]) {
    const { counts, refused } = matched([submit(source, { id: "009" })]);
    assertEquals(counts, {});
    assertEquals(refused.length, 1);
  }
  const { counts } = matched([submit("inbox/a.json", { id: "009" })]);
  assertEquals(counts, { "009": "inbox/a.json" });
});

Deno.test("matchStudents() believes the folder of a student, where nothing says otherwise", () => {
  const claim = { canvas: "99", name: "x" };
  const cases: readonly [source: string, claim: Claim, id?: string][] = [
    ["009/x_99_1_a.ts", claim, "009"],
    ["007/x_99_1_a.ts", claim],
    ["inbox/x_99_1_a.ts", claim],
    ["009/b.json", { id: "99" }],
  ];
  for (const [source, claim, id] of cases) {
    const { counts } = matched([submit(source, claim)]);
    assertEquals(Object.keys(counts), id === undefined ? [] : [id], source);
  }
});

Deno.test("matchStudents() counts the last attempt, by its number or else by its time", () => {
  const id = "007";
  const early = { at: "2026-12-05T10:00:00.000Z" };
  const late = { at: "2026-12-05T11:00:00.000Z" };
  const cases: readonly [Partial<Submission>, Partial<Submission>, string?][] =
    [
      [early, late, "b"],
      [late, early, "a"],
      [{ attempt: 2, ...early }, { attempt: 1, ...late }, "a"],
      [{ attempt: 1, ...early }, { attempt: 1, ...late }, "b"],
      [early, early],
      [{}, {}],
      [{ attempt: 1 }, { ...late }],
      [{ attempt: 1 }, {}],
      [{ files: new Map() }, { files: new Map() }, "a"],
    ];
  for (const [a, b, source] of cases) {
    const all = [submit("a", { id }, a), submit("b", { id }, b)];
    for (const submissions of [all, all.toReversed()]) {
      const { counts, refused } = matched(submissions);
      assertEquals(counts[id], source);
      assertEquals(refused.length, source === undefined ? 2 : 0);
    }
  }
});

Deno.test("matchStudents() names students of whom there is nothing, and what does not count", () => {
  const { students } = matchStudents({
    submissions: [
      submit("b", { id: "007" }, { attempt: 2, notes: ["a note"] }),
      submit("a", { id: "007" }, { attempt: 1 }),
    ],
    refused: [],
  }, roster);
  assertEquals(students.map(({ student }) => student.id), [
    "007",
    "7",
    "008",
    "009",
  ]);
  assertEquals(students.map(({ notes }) => notes), [
    ["a note", "a does not count: b is later."],
    [],
    [],
    [],
  ]);
});

Deno.test("matchStudents() gives each submission to one student at most, in whatever order they came", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const dice = makeDice(seed);
    const maybe = (of: readonly string[]): string | undefined =>
      dice.below(2) === 0 ? undefined : dice.oneOf(of);
    const submissions = Array.from({ length: 8 }, (_, i) => {
      const claims = {
        id: maybe(["007", "7", "008", "8"]),
        canvas: maybe(["12", "13", "14"]),
        moodle: maybe(["101", "102", "103"]),
        name: maybe(["Ada Lovelace", "Grace Hopper", "Edsger Dijkstra"]),
      };
      const claim: Claim = Object.fromEntries(
        Object.entries(claims).filter(([, value]) => value !== undefined),
      );
      return submit(`w.zip/${i}`, claim, { attempt: dice.below(3) });
    });
    for (const isWithRoster of [true, false]) {
      const found = matched(submissions, isWithRoster);
      const turned = submissions.toSorted(() => dice.below(2) - 0.5);
      assertEquals(matched(turned, isWithRoster), found, `seed ${seed}`);
      const counts = Object.values(found.counts);
      assertEquals(new Set(counts).size, counts.length);
      for (const [id, source] of Object.entries(found.counts)) {
        const { claim } = submissions.find((one) => one.source === source)!;
        const student = roster.students.find((one) => one.id === id);
        if (!isWithRoster) continue;
        for (const key of ["id", "canvas", "moodle"] as const) {
          const isOther = claim[key] !== undefined &&
            student![key] !== undefined && claim[key] !== student![key];
          assertEquals(isOther, false, `seed ${seed}: ${source} for ${id}`);
        }
      }
    }
  }
});

Deno.test("matchStudents() makes students of claims where there is no roster", () => {
  const { counts, refused } = matched([
    submit("a", { id: "007", canvas: "12" }, { attempt: 1 }),
    submit("b", { canvas: "12", name: "x" }, { attempt: 2 }),
    submit("c", { moodle: "5", name: "Ada L" }),
    submit("d", { canvas: "5" }),
    submit("e", { id: "3", canvas: "77" }),
    submit("f", { id: "4", canvas: "77" }),
  ], false);
  assertEquals(counts, { "007": "b", "canvas-5": "d", "moodle-5": "c" });
  assertEquals(refused.length, 2);
});

Deno.test("matchStudents() tells of who has handed in nothing what was refused", () => {
  const refused = [
    { source: "007.zip", why: "007.zip is no zip archive." },
    { source: "008/a.ts", why: "008/a.ts is a link." },
    { source: "c.zip/hoppergrace_13_5_a.ts", why: "It is encrypted." },
    { source: "x.zip", why: "x.zip is no zip archive." },
  ];
  const { students } = matchStudents({ submissions: [], refused }, roster);
  assertEquals(
    Object.fromEntries(
      students.map(({ student, notes }) => [student.id, notes]),
    ),
    {
      "007": ["007.zip is no zip archive."],
      "7": ["It is encrypted."],
      "008": ["008/a.ts is a link."],
      "009": [],
    },
  );
});

Deno.test("matchStudents() lets nobody take another's place by that one's id", () => {
  const [honest, later] = ["2026-12-01", "2030-01-01"]
    .map((day) => ({ at: `${day}T00:00:00.000Z` }));
  for (const isWithRoster of [true, false]) {
    const inFolders = matched([
      submit("009/homework-009.json", { id: "009" }, honest),
      submit("zed/homework-009.json", { id: "009" }, later),
    ], isWithRoster);
    assertEquals(inFolders.counts, { "009": "009/homework-009.json" });
    // Two of a course's system, and only one can be it.
    const numbered = matched([
      submit("a_1_1_homework-009.json", { id: "009", canvas: "1" }, honest),
      submit("z_99_2_homework-009.json", { id: "009", canvas: "99" }, later),
    ], isWithRoster);
    assertEquals(numbered.counts, {});
    assertEquals(numbered.refused.length, 2);
  }
  const named = matched([
    submit("Edsger Dijkstra/homework-009.json", { id: "009" }, honest),
    submit("Ada Lovelace/homework-009.json", { id: "009" }, later),
  ]);
  assertEquals(named.counts, { "009": "Edsger Dijkstra/homework-009.json" });
  const called = matched([
    submit("ada", { id: "ada", name: "ada" }),
    submit("zed/Ada_3_assignsubmission_file", { moodle: "3", name: "Ada" }),
  ], false);
  assertEquals(called.counts["ada"], "ada");
});
