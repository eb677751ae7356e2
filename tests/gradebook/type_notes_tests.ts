import { assertEquals } from "@std/assert";
import type { Gradebook } from "../../lib/gradebook/marks.ts";
import { withTypes } from "../../lib/gradebook/type_notes.ts";
import { loadAsked } from "../../lib/homework/asked_exercises.ts";
import { loadAllExercises } from "../../lib/workbook/content.ts";
import { temporaryTest } from "../command.ts";
import { made, mark } from "./made_up_marks.ts";

/** A class of students who answer lesson 5, and what of it was called. */
function classOf(ids: readonly string[]): Gradebook {
  const [jane] = made.students;
  return {
    ...made,
    students: ids.map((id) => ({
      ...jane!,
      student: { ...jane!.student, id },
      marks: [
        id === "unloaded"
          ? {
            ...mark("5.1", 0, "failed"),
            complaint: { asked: "", gave: "", why: "No." },
          }
          : mark("5.1", 2),
      ],
    })),
  };
}

/** Looks at types with a checker that says something of some, and lists what it is asked. */
async function run(
  folder: string,
  texts: Readonly<Record<string, string>>,
  printed: (hrefs: readonly string[]) => string,
): Promise<{ notes: string[][]; asked: number[] }> {
  const { exercises } = (await loadAllExercises())
    .find(({ lesson }) => lesson.number === 5)!;
  const item = { id: "5.1", name: exercises[0]!.name, lesson: 5, points: 2 };
  const asked: number[] = [];
  const submissions = new Map(
    Object.entries(texts).map(([id, text]) => [id, {
      ...{ source: id, claim: {}, predictions: new Map(), notes: [] },
      files: new Map([["05_read_write/answer.ts", text]]),
    }]),
  );
  const { students } = await withTypes(classOf(Object.keys(texts)), {
    ...{ submissions, folder, choices: await loadAsked({ items: [item] }) },
    check: (hrefs) => {
      asked.push(hrefs.length);
      const text = printed(hrefs);
      return Promise.resolve({ success: text === "", printed: text });
    },
  });
  return { notes: students.map(({ notes }) => [...notes]), asked };
}

function sayError(href: string, line: number): string {
  return `TS2322 [ERROR]: Type 'string' is not in ${href}.\n    at ${href}:${line}:1\n`;
}

Deno.test(
  temporaryTest(
    "withTypes() looks at all answers at once, and notes what each has, without a place on this machine",
    async (folder) => {
      const texts = { a: "export const a = 1;\n", b: "export const b = 1;\n" };
      const { notes, asked } = await run(
        folder,
        texts,
        (hrefs) => sayError(hrefs[1]!, 1),
      );
      assertEquals(asked, [2]);
      assertEquals(notes, [[], [
        "Types of lesson 5, b: answer.ts:1: Type 'string' is not in /s1/05_read_write/answer.ts.",
      ]]);
    },
  ),
);

Deno.test(
  temporaryTest(
    "withTypes() shows the checker nothing that was not called, or that imports what is not for it",
    async (folder) => {
      const { notes, asked } = await run(folder, {
        unloaded: "export const a = 1;\n",
        foreign: 'import "file:///etc/passwd";\n',
        solutions: 'export * from "../../solutions/05_read_write/answer.ts";\n',
      }, () => "nobody asks");
      assertEquals([notes, asked], [[[], [], []], []]);
    },
  ),
);

Deno.test(
  temporaryTest(
    "withTypes() looks at few alone, where the checker says nothing of each",
    async (folder) => {
      const texts = Object.fromEntries(
        Array.from({ length: 30 }, (_, i) => [`s${i}`, "export {};\n"]),
      );
      const { asked } = await run(folder, texts, () => "error: it broke");
      assertEquals(asked, [30, ...Array(10).fill(1)]);
    },
  ),
);
