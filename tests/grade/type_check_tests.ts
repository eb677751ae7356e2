import { assertEquals } from "@std/assert";
import { readTypeProblems } from "../../lib/grade/type_check.ts";

// tests/cli/grade_tests.ts lets the checker itself look at an answer.

const answer = new URL("file:///w/exercises/05_read_write/answer.ts");

const source = `import { program } from "../../lib/machine/program.ts";

const factor: string = 4;

/** A docstring. */
export function first(): number {
  return "x";
}

export async function second(
  fileBytes: number,
  bufferBytes: number,
): Promise<number> {
  const a = [1].map((b) => {
    return b.nope;
  });
  return a;
}

function helper(): number {
  return "x";
}

export const third = (): string => {
  return missing;
};

export const fourth: string = 4;
`;

/** What the checker prints about one place. */
function report(line: number, says: string, file = answer.href): string {
  return `TS2322 [ERROR]: ${says}
  return "x";
  ~~~~~~
    at ${file}:${line}:3

`;
}

/** The name of the export that an error in one line is laid to. */
function nameAt(line: number): string | undefined {
  const [problem] = readTypeProblems(report(line, "so"), {
    url: answer,
    text: source,
  });
  return problem!.name;
}

/** The number of the line that begins so. [from 1] */
function lineOf(text: string): number {
  return source.split("\n").findIndex((line) => line.trim().startsWith(text)) +
    1;
}

Deno.test("a type error is laid to the export that it stands in", () => {
  assertEquals(nameAt(lineOf('return "x"')), "first");
  assertEquals(nameAt(lineOf("export function first")), "first");
  assertEquals(nameAt(lineOf("return b.nope")), "second");
  assertEquals(nameAt(lineOf("return a")), "second");
  assertEquals(nameAt(lineOf("): Promise")), "second");
  assertEquals(nameAt(lineOf("bufferBytes")), "second");
  assertEquals(nameAt(lineOf("return missing")), "third");
  assertEquals(nameAt(lineOf("export const fourth")), "fourth");
});

Deno.test("a type error outside all exports is laid to none", () => {
  assertEquals(nameAt(lineOf("const factor")), undefined);
  assertEquals(nameAt(lineOf("import")), undefined);
  assertEquals(nameAt(lineOf("function helper") + 1), undefined);
  assertEquals(nameAt(lineOf("function helper")), undefined);
});

Deno.test("each error is told by its first line, those of other files are not", () => {
  const related = `TS2322 [ERROR]: It is not assignable.
  Property 'to' is missing.
  return program("so", [{ op: "copy by DMA" }]);
                        ~~~~~~~~~~~~~~~~~~~~
    at ${answer.href}:7:35

    'to' is declared here.
      | { readonly op: "copy by DMA"; readonly to: Place }
                                               ~~
        at file:///w/lib/machine/instruction.ts:16:66

`;
  const output = related + report(3, "Elsewhere.", "file:///w/lib/other.ts") +
    report(26, "No such name.") + "Found 3 errors.\n\nerror: It failed.\n";
  assertEquals(readTypeProblems(output, { url: answer, text: source }), [
    { name: "first", line: 7, says: "It is not assignable." },
    { name: "third", line: 26, says: "No such name." },
  ]);
});

Deno.test("a checker that says nothing has found nothing", () => {
  assertEquals(readTypeProblems("", { url: answer, text: source }), []);
  assertEquals(
    readTypeProblems("error: no such file\n", {
      url: answer,
      text: source,
    }),
    [],
  );
});
