import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  besideOf,
  mark,
  obstacleAt,
  writeSite,
} from "../../lib/site/folder.ts";
import { temporaryTest } from "../command.ts";

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

Deno.test(
  temporaryTest(
    "writeSite() writes all files, and leaves nothing of an older site",
    (folder) => {
      const place = `${folder}/out/site`;
      writeSite(place, new Map([["index.html", "a"], ["b/c.html", "d"]]));
      assertEquals(read(place), { "index.html": "a", "b/c.html": "d" });
      assertEquals(obstacleAt(place), undefined);
      writeSite(`${place}/`, new Map([["index.html", "e"]]));
      assertEquals(read(place), { "index.html": "e" });
      assertEquals([...Deno.readDirSync(`${folder}/out`)].length, 1);
    },
  ),
);

Deno.test(
  temporaryTest(
    "writeSite() leaves the older site whole when it fails",
    (folder) => {
      const place = `${folder}/site`;
      writeSite(place, new Map([["index.html", "a"]]));
      // A file cannot be a folder, too.
      const impossible = new Map([["x", "1"], ["x/y", "2"]]);
      assertThrows(() => writeSite(place, impossible));
      assertEquals(read(place), { "index.html": "a" });
      assertThrows(() => Deno.statSync(besideOf(place)), Deno.errors.NotFound);
    },
  ),
);

Deno.test(
  temporaryTest(
    "obstacleAt() lets a site be made in a new or an empty folder, and over nothing else",
    (folder) => {
      assertEquals(obstacleAt(`${folder}/new/one`), undefined);
      assertEquals(obstacleAt(folder), undefined);
      Deno.writeTextFileSync(`${folder}/a.txt`, "mine");
      assertEquals(obstacleAt(folder), "holds something else");
      assertEquals(obstacleAt(`${folder}/a.txt`), "is no folder");
      assert(obstacleAt(`${folder}/a.txt/b`) !== undefined);
    },
  ),
);
