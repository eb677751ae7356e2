import { assert, assertEquals } from "@std/assert";
import { filesIn, lineAt, readingTest, readText } from "./source_tree.ts";

/**
 * Which folder of `lib` may import which: a layer, and those below it that it may use.
 *
 * Imports go downward only. The lab stands apart: it asks Linux, and what it finds is evidence
 * about the model only because it uses nothing of the model. `evidence` alone sets the two side by
 * side. Every folder may import from itself and from `std`, the doors to packages; `std` is on no
 * layer. Nothing in `lib` imports a lesson, an exercise or a solution by name: content uses the
 * library, and the library finds content.
 */
const layers = `
  cli       site web room gradebook collect homework box exam evidence strace lab grade workbook picture cost strategy machine trace text
  site      web workbook picture cost strategy machine trace text
  web       workbook picture cost strategy machine trace text
  gradebook collect homework box grade workbook picture cost strategy machine trace text
  collect   homework box grade workbook picture cost strategy machine trace text
  homework  box grade workbook picture cost strategy machine trace text
  box       grade workbook picture cost strategy machine trace text
  room      grade workbook picture cost strategy machine trace text
  exam      workbook picture cost strategy machine trace text
  evidence  strace lab workbook picture cost strategy machine trace text
  grade     workbook picture cost strategy machine trace text
  workbook  picture cost strategy machine trace text
  picture   cost strategy machine trace text
  cost      strategy machine trace text
  lab       -
  strace    text
  strategy  machine trace text
  machine   trace text
  trace     text
  text      -
  std       -
`;

/** The folders that the library never names in an import. */
const contentFolders = ["lessons", "exercises", "solutions"];

/** An import as it stands in a file. */
interface Import {
  readonly specifier: string;
  /** Where it stands. [lines, from 1] */
  readonly line: number;
}

const mayUse = parseLayers(layers);

Deno.test(
  readingTest("imports in lib go downward, and never to content", () => {
    const files = filesIn("lib").filter((path) => path.endsWith(".ts"));
    assert(files.length > 0, "lib must hold files: none was found");
    const found = files.flatMap((path) => violationsIn(path, readText(path)));
    assert(found.length === 0, `\n${found.join("\n")}\n`);
  }),
);

Deno.test(readingTest("the analysis sees the imports that lib has", () => {
  const seen = filesIn("lib").filter((path) => path.endsWith(".ts"))
    .flatMap((path) =>
      importsOf(readText(path)).map(({ specifier }) =>
        folderOf(path, specifier)
      )
    );
  for (const folder of ["trace", "machine"]) {
    assert(seen.includes(folder), `no import from lib/${folder} was seen`);
  }
}));

Deno.test("an import that goes upward or sideways is found, with its line", () => {
  const source = [
    `import type { Event } from "../trace/event.ts";`,
    `import {`,
    `  run,`,
    `} from "../machine/run.ts";`,
    `export * from "./cost.ts";`,
    `export { draw } from "../picture/draw.ts";`,
    `import "../cli/main.ts";`,
    `const late = await import("../workbook/weave.ts");`,
    `import { twice } from "../lib/grade/grade.ts";`,
    `import { assert } from "@std/assert";`,
    `import { AsciiTable3 } from "ascii-table3";`,
    ` * import { example } from "../lab/lab.ts";`,
  ].join("\n");
  const found = violationsIn("lib/cost/time.ts", source);
  assertEquals(found.map((text) => text.split(" ")[0]), [
    "lib/cost/time.ts:6:",
    "lib/cost/time.ts:7:",
    "lib/cost/time.ts:8:",
    "lib/cost/time.ts:9:",
  ]);
});

Deno.test("an import of content, of a part of the model into the lab, or from no layer is found", () => {
  const samples = [
    ["lib/cli/a.ts", `import { l } from "../../lessons/03_dma/lesson.ts";`],
    ["lib/grade/a.ts", `import s from "../../solutions/05_x/answer.ts" with {`],
    ["lib/grade/a.ts", `const e = import("../../exercises/05_x/answer.ts");`],
    ["lib/lab/a.ts", `import { run } from "../machine/run.ts";`],
    ["lib/lab/a.ts", `import { draw } from "../picture/draw.ts";`],
    ["lib/grade/a.ts", `import { weave } from "../evidence/weave.ts";`],
    ["lib/std/a.ts", `import { run } from "../machine/run.ts";`],
    ["lib/cli/a.ts", `import { a } from "../../tests/source_tree.ts";`],
    ["lib/text/a.ts", `import { red } from "deno-std/fmt/colors.js";`],
    ["lib/new/a.ts", `import type { Event } from "../trace/event.ts";`],
    ["lib/a.ts", `import type { Event } from "./trace/event.ts";`],
  ];
  for (const [path, source] of samples) {
    assertEquals(violationsIn(path!, source!).length, 1, `${path}: ${source}`);
  }
});

Deno.test("an import that a computed path leads to, or of a package, is no violation", () => {
  const source = [
    "const page = await import(`../../lessons/${slug}/lesson.ts`);",
    `import { AsciiTable3 } from "ascii-table3";`,
    `import { red } from "@std/fmt/colors";`,
    `import config from "../../deno.json" with { type: "json" };`,
    `import { count } from "../trace/count.ts";`,
    `import { other } from "./other.ts";`,
  ].join("\n");
  assertEquals(violationsIn("lib/cli/a.ts", source), []);
});

/** Reads the table: every row is a layer and what it may use. */
function parseLayers(table: string): ReadonlyMap<string, readonly string[]> {
  const rows = table.trim().split("\n").map((row) => row.trim().split(/\s+/));
  return new Map(rows.map(([layer, ...uses]) => [
    layer!,
    uses.filter((use) => use !== "-"),
  ]));
}

/** Finds every import whose target is written out: static, re-exported or by a call. */
function importsOf(source: string): Import[] {
  const patterns = [
    /^[ \t]*(?:import|export)\b(?:[^'"`;]*?\bfrom)?\s*["']([^"']+)["']/gm,
    /^(?![ \t]*(?:\*|\/\/)).*\bimport\(\s*["'`]([^"'`$]+)["'`]/gm,
  ];
  return patterns.flatMap((pattern) =>
    [...source.matchAll(pattern)].map((match) => ({
      specifier: match[1]!,
      line: lineAt(source, match.index + match[0].length),
    }))
  ).sort((a, b) => a.line - b.line);
}

/** Names the folder that an import leads to: of `lib`, or "/" and one at the top, or none. */
function folderOf(path: string, specifier: string): string | undefined {
  const target = specifier.startsWith("deno-std/")
    ? "/deno-std/"
    : specifier.startsWith("zero-copy/")
    ? specifier.replace("zero-copy/", "/lib/")
    : /^\.{0,2}\//.test(specifier)
    ? new URL(specifier, `file:///${path}`).pathname
    : undefined;
  if (target === undefined) return undefined;
  const [, top, folder] = target.split("/");
  return top === "lib" ? folder : `/${top}`;
}

/** Says what is wrong with one import, or nothing. */
function complaintAbout(own: string, target: string): string | undefined {
  if (contentFolders.includes(target.slice(1))) {
    return "lib must not name content in an import";
  }
  if (target === "/deno-std") {
    return own === "std" ? undefined : "only lib/std must name that package";
  }
  if (target === "/deno.json") return undefined;
  if (target.startsWith("/")) return "lib must import only from lib";
  if (target === own || target === "std") return undefined;
  if (mayUse.get(own)!.includes(target)) return undefined;
  return `${own} must import only from ${
    ["itself", "std", ...mayUse.get(own)!].join(", ")
  }`;
}

/** Lists what is wrong with the imports of one file of lib. */
function violationsIn(path: string, source: string): string[] {
  const own = path.split("/")[1]!;
  if (!mayUse.has(own)) {
    return [`${path}:1: ${own} must be a layer in tests/layers_test.ts`];
  }
  return importsOf(source).flatMap(({ specifier, line }) => {
    const target = folderOf(path, specifier);
    const complaint = target === undefined
      ? undefined
      : complaintAbout(own, target);
    return complaint === undefined
      ? []
      : [`${path}:${line}: imports ${specifier}: ${complaint}`];
  });
}
