import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { runTaskAlone, temporaryTest } from "../command.ts";
import { makeLink, specialFilesTest } from "../special_files.ts";

Deno.test(
  temporaryTest(
    "deno task site builds where it is told, again and again",
    async (folder) => {
      const out = `${folder}/my site`;
      for (let i = 0; i < 2; i++) {
        const result = await runTaskAlone("site", ["--out", out]);
        assertEquals([result.code, result.err], [0, ""]);
        assertMatch(
          result.out,
          /^\d+ pages\. Open .*\/my site\/index\.html\n$/,
        );
      }
      assert(
        Deno.statSync(`${out}/lessons/08_sendfile_gather/index.html`).isFile,
      );
      assertEquals([...Deno.readDirSync(folder)].length, 1);
    },
  ),
);

Deno.test(
  temporaryTest(
    "deno task site touches no folder of somebody else",
    async (folder) => {
      Deno.writeTextFileSync(`${folder}/a.txt`, "mine");
      const result = await runTaskAlone("site", ["--out", "."], {
        typedIn: folder,
      });
      assertEquals(result, {
        code: 2,
        out: "",
        err:
          'site takes a new or an empty folder, or one that it has made: "." ' +
          "holds something else. Try: deno task site --out ../site\n",
      });
      assertEquals([...Deno.readDirSync(folder)].map(({ name }) => name), [
        "a.txt",
      ]);
    },
  ),
);

Deno.test(
  specialFilesTest(
    "deno task site builds where a link leads, and not in the workbook or at the top of a disk",
    async (folder) => {
      Deno.mkdirSync(`${folder}/real`);
      await makeLink(`${folder}/real`, `${folder}/link`);
      const result = await runTaskAlone("site", ["--out", "link/"], {
        typedIn: folder,
      });
      assertEquals([result.code, result.err], [0, ""]);
      assert(Deno.statSync(`${folder}/real/index.html`).isFile);
      assert(Deno.lstatSync(`${folder}/link`).isSymlink);
      for (
        const [out, says] of [
          ["exercises/../lessons/new", "lies in the workbook that this is"],
          ["/", "holds something else"],
        ] as const
      ) {
        const { code, err } = await runTaskAlone("site", ["--out", out]);
        assertEquals(code, 2);
        assertStringIncludes(err, `one that it has made: "${out}" ${says}. `);
      }
    },
  ),
);
