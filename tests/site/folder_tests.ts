import { assertEquals, assertRejects } from "@std/assert";
import {
  besideSite,
  mark,
  obstacleAt,
  writeSite,
} from "../../lib/site/folder.ts";
import { temporaryTest } from "../command.ts";
import { makeLink, specialFilesTest } from "../special_files.ts";

/** Lists what lies in a folder, with what is in files. */
function read(folder: string): Record<string, string> {
  return Object.fromEntries(
    [...Deno.readDirSync(folder)].filter(({ name }) => name !== mark)
      .flatMap(({ name, isDirectory }) =>
        isDirectory
          ? Object.entries(read(`${folder}/${name}`))
            .map(([inner, text]) => [`${name}/${inner}`, text])
          : [[name, Deno.readTextFileSync(`${folder}/${name}`)]]
      ),
  );
}

/** Builds a site of a few files. */
function build(
  place: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  return besideSite(place, (beside) => {
    writeSite(place, new Map(Object.entries(files)), beside);
    return Promise.resolve();
  });
}

Deno.test(
  temporaryTest(
    "writeSite() writes all files, and leaves nothing of an older site",
    async (folder) => {
      const place = `${folder}/out/site`;
      await build(place, { "index.html": "a", "b/c.html": "d" });
      assertEquals(read(place), { "index.html": "a", "b/c.html": "d" });
      assertEquals(obstacleAt(place), undefined);
      await build(place, { "index.html": "e" });
      assertEquals(read(place), { "index.html": "e" });
      assertEquals([...Deno.readDirSync(`${folder}/out`)].length, 1);
    },
  ),
);

Deno.test(
  temporaryTest(
    "writeSite() leaves the older site whole when it fails",
    async (folder) => {
      const place = `${folder}/site`;
      await build(place, { "index.html": "a" });
      // A file cannot be a folder, too.
      await assertRejects(() => build(place, { x: "1", "x/y": "2" }));
      assertEquals(read(place), { "index.html": "a" });
      assertEquals([...Deno.readDirSync(folder)].length, 1);
    },
  ),
);

Deno.test(
  temporaryTest(
    "besideSite() leaves another build alone, and removes what one has left long ago",
    async (folder) => {
      const place = `${folder}/site`;
      const all = `${place}.unfinished`;
      Deno.mkdirSync(`${all}/1/site`, { recursive: true });
      Deno.mkdirSync(`${all}/2/site`, { recursive: true });
      Deno.utimeSync(`${all}/2`, 0, 0);
      await build(place, { "index.html": "a" });
      assertEquals(read(place), { "index.html": "a" });
      assertEquals([...Deno.readDirSync(all)].map(({ name }) => name), ["1"]);
    },
  ),
);

Deno.test(
  specialFilesTest(
    "obstacleAt() lets a site be made in a new or an empty folder, and over nothing else",
    async (folder) => {
      assertEquals(obstacleAt(`${folder}/new/one`), undefined);
      assertEquals(obstacleAt(folder), undefined);
      Deno.writeTextFileSync(`${folder}/a.txt`, "mine");
      assertEquals(obstacleAt(folder), "holds something else");
      assertEquals(obstacleAt(`${folder}/a.txt`), "is no folder");
      assertEquals(obstacleAt(`${folder}/a.txt/b`), "lies in a file");
      await makeLink(`${folder}/nowhere`, `${folder}/link`);
      assertEquals(
        obstacleAt(`${folder}/link`),
        "is a link, and leads to no folder",
      );
    },
  ),
);

Deno.test(
  temporaryTest(
    "obstacleAt() lets no site be replaced to which somebody has added a file",
    async (folder) => {
      const place = `${folder}/site`;
      await build(place, { "index.html": "a", "b/c.html": "d" });
      Deno.writeTextFileSync(`${place}/.DS_Store`, "");
      Deno.writeTextFileSync(`${place}/index.html`, "changed");
      assertEquals(obstacleAt(place), undefined);
      Deno.writeTextFileSync(`${place}/b/CNAME`, "mine");
      assertEquals(obstacleAt(place), "holds something else, as b/CNAME");
    },
  ),
);
