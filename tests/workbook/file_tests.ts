import { assertEquals, assertThrows } from "@std/assert";
import {
  isSame,
  keepBeside,
  keepJson,
  readIfFit,
  readIfThere,
  readKept,
  readText,
  replaceFile,
  requirePlace,
  unfinished,
  UnfitFile,
} from "../../lib/workbook/file.ts";
import { temporaryTest } from "../command.ts";
import { ends, interrupt } from "../interrupt.ts";
import { readingTest } from "../source_tree.ts";
import { makeLink, specialFilesTest } from "../special_files.ts";

Deno.test(
  temporaryTest(
    "readText() ends lines in a line feed, and fails where there is no file",
    (folder) => {
      const place = new URL(`file://${folder}/text`);
      assertThrows(() => readText(place), Deno.errors.NotFound);
      Deno.writeTextFileSync(place, "a\r\nb\n");
      assertEquals(readText(place), "a\nb\n");
    },
  ),
);

Deno.test(
  temporaryTest(
    "readIfThere() reads a file, gives nothing for none, and fails for a folder",
    (folder) => {
      assertEquals(readIfThere(`${folder}/none`), undefined);
      Deno.writeFileSync(`${folder}/file`, Uint8Array.of(0, 255));
      assertEquals(readIfThere(`${folder}/file`), Uint8Array.of(0, 255));
      assertThrows(() => readIfThere(folder));
    },
  ),
);

Deno.test(
  temporaryTest(
    "readIfFit() gives nothing where readIfThere() fails",
    (folder) => {
      assertEquals(readIfFit(folder), undefined);
      assertEquals(readIfFit(`${folder}/none`), undefined);
      Deno.writeFileSync(`${folder}/file`, Uint8Array.of(0, 255));
      assertEquals(readIfFit(`${folder}/file`), Uint8Array.of(0, 255));
    },
  ),
);

Deno.test(
  temporaryTest(
    "readKept() gives what keepJson() has kept last, and refuses what is not ours",
    (folder) => {
      const place = new URL(`file://${folder}/made/kept.json`);
      const isText = (value: unknown): value is string =>
        typeof value === "string";
      assertEquals(readKept(place, isText), undefined);
      for (const text of ["one", "two"]) {
        keepJson(place, text);
        assertEquals(readKept(place, isText), text);
      }
      keepJson(place, 2);
      assertThrows(() => readKept(place, isText), SyntaxError);
      Deno.writeTextFileSync(place, "{");
      assertThrows(() => readKept(place, isText), SyntaxError);
    },
  ),
);

Deno.test("isSame() compares every byte", () => {
  const bytes = Uint8Array.of(1, 2, 3);
  assertEquals(isSame(bytes, Uint8Array.of(1, 2, 3)), true);
  assertEquals(isSame(new Uint8Array(0), new Uint8Array(0)), true);
  for (const other of [[1, 2], [1, 2, 3, 4], [1, 2, 4], []]) {
    assertEquals(isSame(bytes, Uint8Array.from(other)), false, `${other}`);
  }
});

/** Places that are links on one system or the other. */
const links = ["/bin", "/var/run", "/etc/mtab", "/etc/localtime", "/tmp"];

Deno.test({
  ...readingTest("readIfThere() does not read what a link leads to", () => {
    const link = links.find((path) => {
      try {
        return Deno.lstatSync(path).isSymlink;
      } catch {
        return false;
      }
    });
    assertThrows(
      () => readIfThere(link!),
      UnfitFile,
      `${link} is a link: put the file itself there`,
    );
  }),
  ...(Deno.build.os === "windows" && { ignore: true }),
});

Deno.test(
  temporaryTest(
    "replaceFile() leaves the old or the new file, wherever it is interrupted",
    async (folder) => {
      const place = `${folder}/file`;
      const [old, anew] = [Uint8Array.of(1, 2), Uint8Array.of(3, 4, 5)];
      for (const end of ends) {
        for (let k = 1;; k++) {
          Deno.writeFileSync(place, old);
          const isCut = await interrupt(k, end, () => replaceFile(place, anew));
          const found = Deno.readFileSync(place);
          assertEquals(isSame(found, old) || isSame(found, anew), true);
          replaceFile(new URL(`file://${place}`), anew);
          assertEquals(Deno.readFileSync(place), anew);
          const names = [...Deno.readDirSync(folder)].map(({ name }) => name);
          assertEquals(names, ["file"], "nothing is left beside it");
          if (!isCut) break;
        }
      }
    },
  ),
);

Deno.test(
  temporaryTest(
    "requirePlace() fails where replaceFile() would, and leaves all as it is",
    (folder) => {
      requirePlace(`${folder}/new`);
      assertEquals([...Deno.readDirSync(folder)], []);
      Deno.writeTextFileSync(`${folder}/file`, "old");
      requirePlace(new URL(`file://${folder}/file`));
      assertEquals(Deno.readTextFileSync(`${folder}/file`), "old");
      assertThrows(
        () => requirePlace(`${folder}/none/file`),
        Deno.errors.NotFound,
      );
    },
  ),
);

Deno.test(
  specialFilesTest(
    "replaceFile() puts a file in the place of a link, and writes through none",
    async (folder) => {
      Deno.writeTextFileSync(`${folder}/far`, "far");
      await makeLink("far", `${folder}/file`);
      await makeLink("far", `${folder}/file${unfinished}`);
      replaceFile(`${folder}/file`, Uint8Array.of(65));
      assertEquals(Deno.readTextFileSync(`${folder}/far`), "far");
      assertEquals(Deno.lstatSync(`${folder}/file`).isSymlink, false);
      assertEquals(Deno.readTextFileSync(`${folder}/file`), "A");
    },
  ),
);

Deno.test(
  temporaryTest(
    "keepBeside() takes the first name that is free, and replaces nothing",
    (folder) => {
      const place = new URL(`file://${folder}/answer.ts`);
      const bytes = (text: string): Uint8Array =>
        new TextEncoder().encode(text);
      Deno.writeTextFileSync(`${folder}/answer.2.bak.ts`, "mine");
      const names = ["a", "b"].map((text) => keepBeside(place, bytes(text)));
      assertEquals(
        names.map((name) => name.split("/").at(-1)),
        ["answer.1.bak.ts", "answer.3.bak.ts"],
      );
      const texts = ["1", "2", "3"].map((i) =>
        Deno.readTextFileSync(`${folder}/answer.${i}.bak.ts`)
      );
      assertEquals(texts, ["a", "mine", "b"]);
    },
  ),
);
