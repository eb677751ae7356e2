import { assertEquals, assertThrows } from "@std/assert";
import { ownFilesOf } from "../../lib/homework/own_files.ts";
import { mostAnswerBytes } from "../../lib/homework/pack.ts";
import { exercisesUrl, type LessonFolder } from "../../lib/workbook/content.ts";
import { UnfitFile } from "../../lib/workbook/file.ts";
import { pathOf, root } from "../../lib/workbook/path.ts";
import { temporaryTest } from "../command.ts";

/** The path from one folder to another, so that a lesson can lie outside of the workbook. */
function slugOf(folder: string): string {
  const ups = pathOf(new URL("exercises/", root)).split("/").slice(2);
  return `${ups.map(() => "..").join("/")}${folder}`;
}

/** Defines a test with a folder of exercises. */
function ownTest(
  name: string,
  fn: (
    write: (name: string, text: string | Uint8Array) => void,
    lesson: LessonFolder,
    folder: string,
  ) => void,
): Deno.TestDefinition {
  return temporaryTest(name, (folder) => {
    const lesson = { slug: slugOf(folder) } as LessonFolder;
    assertEquals(pathOf(exercisesUrl(lesson)), `${folder}/`);
    const write = (name: string, text: string | Uint8Array): void =>
      Deno.writeFileSync(
        `${folder}/${name}`,
        typeof text === "string" ? new TextEncoder().encode(text) : text,
      );
    fn(write, lesson, folder);
  });
}

function namesOf(lesson: LessonFolder): string[] {
  return [...ownFilesOf(lesson).files.keys()].map((path) =>
    path.split("/").at(-1)!
  );
}

Deno.test(
  ownTest(
    "ownFilesOf() takes the answer and the modules that it imports, and nothing else",
    (write, lesson) => {
      write(
        "answer.ts",
        'import "./a.ts";\r\nimport type { T } from "./types.ts";\r\n' +
          'import { exercises } from "./questions.ts";\nexport * from "./b.ts";\n' +
          'import "./answer.1.bak.ts"; import "./answer_test.ts";\n' +
          'import "zero-copy/workbook/hole.ts"; import "../deno.json";\n',
      );
      write("a.ts", 'import "./c.ts";\nimport "./answer.ts";\n');
      write("b.ts", "");
      write("c.ts", "");
      const others = ["d.ts", "types.ts", "questions.ts", "answer_test.ts"]
        .concat("answer.1.bak.ts", "notes.md", ".DS_Store");
      for (const name of others) write(name, "");
      assertEquals(namesOf(lesson), ["answer.ts", "a.ts", "b.ts", "c.ts"]);
      const { files, notes } = ownFilesOf(lesson);
      assertEquals(notes, []);
      assertEquals([...files.values()].join("").includes("\r"), false);
    },
  ),
);

Deno.test(
  ownTest(
    "ownFilesOf() says what is missing",
    (write, lesson) => {
      assertEquals(ownFilesOf(lesson).files.size, 0);
      assertEquals(ownFilesOf(lesson).notes.length, 1);
      write("answer.ts", 'import "./gone.ts";\n');
      const { notes } = ownFilesOf(lesson);
      assertEquals(notes, ["answer.ts imports gone.ts, which is not there"]);
    },
  ),
);

Deno.test(
  ownTest(
    "ownFilesOf() refuses what is too large, no text, a link or a folder",
    (write, lesson, folder) => {
      const comment = (bytes: number): string => "/".repeat(bytes);
      write("answer.ts", comment(mostAnswerBytes));
      assertEquals(namesOf(lesson), ["answer.ts"]);
      write("answer.ts", comment(mostAnswerBytes + 1));
      assertThrows(() => ownFilesOf(lesson), UnfitFile, "larger than 64 KiB");
      write("answer.ts", Uint8Array.of(0x2f, 0x2f, 0xff));
      assertThrows(() => ownFilesOf(lesson), UnfitFile, "no text of UTF-8");
      write("answer.ts", 'import "./a.ts";\n');
      Deno.mkdirSync(`${folder}/a.ts`);
      assertThrows(() => ownFilesOf(lesson), UnfitFile, "is a folder");
    },
  ),
);
