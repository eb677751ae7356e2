import { assertEquals } from "@std/assert";
import type { AskedLesson } from "../../lib/collect/asked_lessons.ts";
import { placeFiles } from "../../lib/collect/placing.ts";

function lesson(number: number, slug: string, exports: string[]): AskedLesson {
  return { number, slug, exports, ours: ["questions.ts"], isAsked: true };
}

const lessons = [
  lesson(5, "05_read_write", ["readAndWrite", "countSwitches", "mended"]),
  lesson(7, "07_sendfile", ["sendfile", "switchesSaved", "mended"]),
];

const five = "export function readAndWrite() {}";
const seven = "export const sendfile = () => {};";

Deno.test("placeFiles() puts answers by their folders, or else by what they export", () => {
  const cases: readonly [
    files: Record<string, string>,
    placed: Record<string, string>,
    said: string[],
  ][] = [
    [{ "05_read_write/answer.ts": "" }, { "05_read_write/answer.ts": "" }, []],
    [{ "a/b/exercises/05_READ_WRITE/Answer.ts": "x" }, {
      "05_read_write/answer.ts": "x",
    }, []],
    [
      { "05_read_write/mine.ts": five },
      { "05_read_write/answer.ts": five },
      [],
    ],
    [{ "05_read_write/mine.ts": seven }, {}, [
      "05_read_write/mine.ts is left out: it is no answer of lesson 5",
    ]],
    [
      { "05_read_write/answer.ts": seven },
      { "05_read_write/answer.ts": seven },
      [
        "exports what lesson 7 asks for, and nothing of lesson 5.",
      ],
    ],
    [{ "answer.ts": five }, { "05_read_write/answer.ts": five }, []],
    [{ "my last try.ts": seven }, { "07_sendfile/answer.ts": seven }, [
      "Known by what they export: my last try.ts is of lesson 7.",
    ]],
    [{ "a.ts": "export { x as sendfile };" }, {
      "07_sendfile/answer.ts": "export { x as sendfile };",
    }, ["lesson 7"]],
    [{ "a.ts": "export const mended = 1;" }, {}, [
      "a.ts is left out: it exports as much of lessons 5 and 7.",
    ]],
    [{ "a.ts": `${five} export const mended = 1;` }, {
      "05_read_write/answer.ts": `${five} export const mended = 1;`,
    }, ["lesson 5"]],
    [{ "a.ts": "export const other = 1;" }, {}, [
      "a.ts is left out: it exports nothing that is asked.",
    ]],
    [{ "a.ts": "" }, {}, ["exports nothing"]],
    [{ "a.ts": `// ${five}` }, {}, ["exports nothing"]],
    [{ "answer.ts": five, "answer-1.ts": seven }, {
      "05_read_write/answer.ts": five,
      "07_sendfile/answer.ts": seven,
    }, []],
    [
      {
        "answer.ts": five,
        "answer-2.ts": `${five}//2`,
        "answer-10.ts": `${five}//10`,
      },
      { "05_read_write/answer.ts": `${five}//10` },
      [
        "answer-10.ts is taken: answer-2.ts is an earlier attempt.",
      ],
    ],
    [{ "answer.ts": five, "answer (1).ts": `${five}//1` }, {
      "05_read_write/answer.ts": `${five}//1`,
    }, ["answer (1).ts is taken: answer.ts is an earlier attempt"]],
    [{ "a.ts": five, "b.ts": `${five}//2` }, {}, [
      "a.ts is of lesson 5, b.ts is of lesson 5.",
      "a.ts and b.ts may both be the answer of lesson 5: neither is taken.",
    ]],
    [{ "a.ts": five, "lesson-5.ts": `${five}//2` }, {}, [
      "a.ts",
      "neither is taken",
    ]],
    [{ "a.ts": five, "b.ts": five }, { "05_read_write/answer.ts": five }, [
      "a.ts",
    ]],
    [
      {
        "x/05_read_write/answer.ts": five,
        "y/05_read_write/answer.ts": `${five}//2`,
      },
      {},
      ["neither is taken"],
    ],
    [{ "05_read_write/answer.ts": five, "05_read_write/old/answer.ts": "" }, {
      "05_read_write/answer.ts": five,
    }, ["05_read_write/old/answer.ts is left out"]],
  ];
  for (const [files, placed, said] of cases) {
    const loose = Object.entries(files).map(([path, text]) => ({ path, text }));
    const found = placeFiles(loose, lessons);
    const label = JSON.stringify(files);
    assertEquals(Object.fromEntries(found.files), placed, label);
    const all = [...found.notes, ...found.ambiguous];
    assertEquals(all.length, said.length, `${label}: ${all.join("\n")}`);
    for (const [i, part] of said.entries()) {
      assertEquals(all[i]!.includes(part), true, `${all[i]} ${part}`);
    }
    assertEquals(placeFiles(loose.toReversed(), lessons), found);
  }
});

Deno.test("placeFiles() takes what an answer imports from beside it, and nothing else of ours", () => {
  const answer = `import { a } from "./parts.ts";\n${five}`;
  const parts = `import "./more.ts"; export const a = 1; ${five}`;
  const inFolder = [
    { path: "05_read_write/answer.ts", text: answer },
    { path: "05_read_write/parts.ts", text: parts },
    { path: "05_read_write/more.ts", text: "" },
    { path: "05_read_write/unused.ts", text: five },
  ];
  const placed = {
    "05_read_write/answer.ts": answer,
    "05_read_write/more.ts": "",
    "05_read_write/parts.ts": parts,
  };
  const found = placeFiles(inFolder, lessons);
  assertEquals(Object.fromEntries(found.files), placed);
  const flat = inFolder.slice(0, 3)
    .map(({ path, text }) => ({ path: path.replace(/.*\//, ""), text }));
  assertEquals(Object.fromEntries(placeFiles(flat, lessons).files), placed);
  const numbered = flat
    .map(({ path, text }) => ({ path: path.replace(".ts", "-3.ts"), text }));
  assertEquals(Object.fromEntries(placeFiles(numbered, lessons).files), placed);
  const again = [
    ...flat,
    { path: "parts-1.ts", text: `${parts}//1` },
    { path: "parts-10.ts", text: `${parts}//10` },
    { path: "z/parts-11.ts", text: `${parts}//11` },
  ];
  assertEquals(
    placeFiles(again, lessons).files.get("05_read_write/parts.ts"),
    `${parts}//10`,
  );
  const renamed = inFolder.slice(0, 3)
    .map(({ path, text }) => ({ path: path.replace("answer", "mine"), text }));
  assertEquals(Object.fromEntries(placeFiles(renamed, lessons).files), placed);
  const ours = [
    { path: "answer.ts", text: `import "./questions.ts"; ${five}` },
    { path: "questions.ts", text: "export const right = 1;" },
  ];
  assertEquals([...placeFiles(ours, lessons).files.keys()], [
    "05_read_write/answer.ts",
  ]);
});
