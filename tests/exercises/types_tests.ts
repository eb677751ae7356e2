import { assert, assertEquals } from "@std/assert";
import { Dice } from "../../lib/workbook/dice.ts";
import type { Exercise } from "../../lib/workbook/exercise.ts";
import { cacheStates, nicAbilities } from "../../lib/machine/job.ts";
import { isProgram } from "../../lib/machine/program.ts";
import { entriesOf, foldersIn, readingTest, readText } from "../source_tree.ts";

/** The words of a job, which has a type of its own. */
const jobWords: readonly string[] = [...nicAbilities, ...cacheStates];

/** Lists the texts of a value: those that are values, and the names of its fields. */
function textsOf(value: unknown): { values: string[]; names: string[] } {
  if (typeof value === "string") {
    // A path and the lines of a log are what a server had, and not words.
    const isLogged = value.startsWith("/") || /^\d+ \w+\(/.test(value);
    return { values: isLogged ? [] : [value], names: [] };
  }
  // A program has types of its own.
  if (typeof value !== "object" || value === null || isProgram(value)) {
    return { values: [], names: [] };
  }
  // A machine is told to people: any text.
  const parts = Object.entries(value).filter(([name]) => name !== "machine")
    .map(([, part]) => textsOf(part));
  return {
    values: parts.flatMap(({ values }) => values),
    names: [
      ...(Array.isArray(value) ? [] : Object.keys(value)),
      ...parts.flatMap(({ names }) => names),
    ],
  };
}

/** All texts that occur in the cases of some seeds, and in what is right for them. */
async function textsIn(
  slug: string,
): Promise<{ asked: Set<string>; occur: Set<string> }> {
  const { exercises } = await import(`../../exercises/${slug}/questions.ts`);
  const asked = new Set<string>();
  const occur = new Set<string>();
  for (const { cases, right } of exercises as readonly Exercise[]) {
    for (let seed = 1; seed <= 40; seed++) {
      for (const { args } of cases(new Dice(seed))) {
        const { values, names } = textsOf(args);
        const given = textsOf(right(...args));
        for (const value of [...values, ...given.values]) asked.add(value);
        for (
          const text of [...values, ...names, ...given.values, ...given.names]
        ) occur.add(text);
      }
    }
  }
  return { asked, occur };
}

Deno.test(
  readingTest(
    "a types.ts has every word that its lesson asks about or wants, and no other",
    async () => {
      const slugs = foldersIn("exercises")
        .filter((slug) =>
          entriesOf(`exercises/${slug}`).some(({ name }) => name === "types.ts")
        );
      assert(slugs.length > 0);
      for (const slug of slugs) {
        const text = readText(`exercises/${slug}/types.ts`)
          .replaceAll(/^(?:import|export)[^;]* from .*$/gm, "")
          .replaceAll(/\/\*\*[^]*?\*\//g, "");
        const typed = new Set(
          [...text.matchAll(/"([^"\n]*)"/g)].map(([, word]) => word!),
        );
        // The shapes of lesson 10 are numbers, and its traces have types of their own.
        if (typed.size === 0) continue;
        const { asked, occur } = await textsIn(slug);
        const untyped = [...asked]
          .filter((word) => !typed.has(word) && !jobWords.includes(word));
        assertEquals(untyped, [], `${slug} asks, and types.ts lacks`);
        const unused = [...typed].filter((word) => !occur.has(word));
        assertEquals(unused, [], `${slug}: types.ts has, and nobody asks`);
      }
    },
  ),
);
