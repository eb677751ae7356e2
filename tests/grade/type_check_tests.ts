import { assertEquals } from "@std/assert";
import {
  findTypeProblems,
  readTypeProblems,
  type Source,
} from "../../lib/grade/type_check.ts";

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

/** Answers of two lessons. */
const [first, second] = ["05_read_write", "06_mmap_write"].map((slug) => ({
  url: new URL(`file:///w/exercises/${slug}/answer.ts`),
  text: source,
})) as [Source, Source];

/** What is found if the checker prints so, by what it is asked to look at: 1, 2 or both. */
async function found(
  printed: Readonly<Record<"both" | "1" | "2", string>>,
): Promise<(string | undefined)[][]> {
  const problems = await findTypeProblems([first, second], (hrefs) => {
    const asked = hrefs.length > 1
      ? "both"
      : hrefs[0] === first.url.href
      ? "1"
      : "2";
    const text = printed[asked];
    return Promise.resolve({ success: text === "", printed: text });
  });
  return problems.map((some) =>
    some.map(({ name, says, elsewhere }) =>
      name ?? (elsewhere === undefined ? says : `${says} ${elsewhere}`)
    )
  );
}

/** What the checker prints of a line that is too long to be shown. */
function bare(line: number, { url }: Source): string {
  return `TS2322 [ERROR]: So.\n    at ${url.href}:${line}:160\n\n`;
}

const end = "error: Type checking failed.\n";
const refused = `error: Requires import access to "127.0.0.1:9"\n` +
  `    at ${first.url.href}:1:24\n`;
const refusal =
  `Requires import access to "127.0.0.1:9" at ${first.url.href}:1:24`;
const other = report(3, "Elsewhere.", "file:///w/exercises/05/helper.ts");

/** What the checker prints, and what the two answers are told. */
const verdicts: readonly [
  printed: { both: string; 1: string; 2: string },
  told: (string | undefined)[][],
][] = [
  [{ both: "", 1: "", 2: "" }, [[], []]],
  [{ both: bare(7, first) + end, 1: "-", 2: "-" }, [["first"], []]],
  [{ both: bare(7, second) + end, 1: "-", 2: "-" }, [[], ["first"]]],
  [
    { both: bare(26, first) + bare(7, second) + end, 1: "-", 2: "-" },
    [["third"], ["first"]],
  ],
  [{ both: refused, 1: refused, 2: "" }, [[refusal], []]],
  [
    { both: refused, 1: refused, 2: bare(7, second) + end },
    [[refusal], ["first"]],
  ],
  // An error elsewhere belongs to whoever has it when looked at alone.
  [
    { both: other + bare(7, second) + end, 1: other, 2: bare(7, second) },
    [
      ["Elsewhere. file:///w/exercises/05/helper.ts:3"],
      ["first"],
    ],
  ],
  [
    { both: "it ended with SIGKILL", 1: "it ended with SIGKILL", 2: "" },
    [["it ended with SIGKILL"], []],
  ],
  [{ both: "it ended", 1: "it ended", 2: "it ended" }, [
    ["it ended"],
    ["it ended"],
  ]],
];

Deno.test("each answer has a verdict of its own, or a problem if there is none", async () => {
  for (const [printed, told] of verdicts) {
    assertEquals(await found(printed), told, JSON.stringify(printed));
  }
});

Deno.test("what is only not typed is no problem, beside other errors neither", async () => {
  const untyped = [
    ["TS7006", "Parameter 'a' implicitly has an 'any' type."],
    [
      "TS7053",
      "Element implicitly has an 'any' type because expression of type 'any' " +
      "can't be used to index type '{ a: number; }'.",
    ],
    ["TS2571", "Object is of type 'unknown'."],
    ["TS18046", "'a' is of type 'unknown'."],
  ].map(([code, says]) =>
    report(7, says!, first!.url.href).replace("TS2322", code!)
  );
  const found = async (...printed: string[]): Promise<unknown> => {
    const text = [...printed, "error: Type checking failed.\n"].join("");
    const problems = await findTypeProblems(
      [first!],
      () => Promise.resolve({ success: false, printed: text }),
    );
    return problems[0]!.map(({ says }) => says);
  };
  assertEquals(await found(...untyped), []);
  assertEquals(await found(...untyped, report(7, "So.", first!.url.href)), [
    "So.",
  ]);
  const missing = report(7, "No such field.", first!.url.href)
    .replace("TS2322", "TS7053");
  assertEquals(await found(missing), ["No such field."]);
});

Deno.test("what the checker prints in colours is read all the same", async () => {
  const coloured = bare(7, first).replace("TS2322 ", "\x1b[0m\x1b[1m$&\x1b[0m")
    .replace(/at (\S+):(\d+)/, "at \x1b[36m$1\x1b[0m:\x1b[33m$2\x1b[0m");
  assertEquals(
    await found({ both: coloured + end, 1: "-", 2: "-" }),
    [["first"], []],
  );
});
