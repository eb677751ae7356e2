import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { collect } from "../lib/collect/collect.ts";
import { matchStudents } from "../lib/collect/match.ts";
import { readRoster } from "../lib/collect/roster.ts";
import { loadAsked } from "../lib/homework/asked.ts";
import { loadAllExercises } from "../lib/workbook/content.ts";
import { writeDelivery } from "./collect/deliveries.ts";
import { temporaryTest } from "./command.ts";
import { manifest } from "./homework/made_up.ts";
import { readingTest } from "./source_tree.ts";
import { deliver, makeClass, rosterOf } from "./gradebook/made_up_class.ts";

Deno.test(readingTest("the same seed makes the same class", async () => {
  const choices = await loadAsked(manifest);
  const make = async (seed: number): Promise<string> => {
    const students = await makeClass(30, { manifest, choices, seed });
    return JSON.stringify(
      students.map((one) => ({ ...one, marks: [...one.marks] })),
    );
  };
  assertEquals(await make(1), await make(1));
  assertNotEquals(await make(1), await make(2));
}));

Deno.test(temporaryTest(
  "all that a made-up class hands in is collected, each student's own",
  async (folder) => {
    const choices = await loadAsked(manifest);
    const students = await makeClass(40, { manifest, choices, seed: 1 });
    writeDelivery(folder, await deliver(students, manifest));
    const folders = await loadAllExercises();
    const { students: matched, refused } = matchStudents(
      await collect(folder, { manifest, folders }),
      readRoster(rosterOf(students)),
    );
    assertEquals(refused, []);
    for (const [i, { student, attempts, kind }] of students.entries()) {
      const { submission, student: found } = matched[i]!;
      assertEquals(found.id, student.id);
      const last = attempts.at(-1);
      assertEquals(
        submission && Object.fromEntries(submission.files),
        last?.files,
        `${kind} ${student.id}`,
      );
    }
    assert(new Set(students.map(({ form }) => form)).size === 4);
  },
));
