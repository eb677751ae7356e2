import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import {
  folderFor,
  type Kind,
  requireClear,
} from "../../lib/cli/free_folder.ts";
import { UsageError } from "../../lib/cli/usage_error.ts";
import { type CopyPlan, mark } from "../../lib/workbook/copy_workbook.ts";
import { pathOf, root } from "../../lib/workbook/path.ts";
import { temporaryTest } from "../command.ts";

const takes = { says: "it takes a new folder", tryThis: "deno task it ../new" };

Deno.test(
  temporaryTest(
    "folderFor() takes what is new or empty, and nothing else",
    (folder) => {
      const write = (path: string, text = ""): void => {
        const place = `${folder}/${path}`;
        Deno.mkdirSync(place.replace(/[^/]*$/, ""), { recursive: true });
        Deno.writeTextFileSync(place, text);
      };
      Deno.mkdirSync(`${folder}/empty`);
      write("git/.git/HEAD");
      write("full/note.txt");
      write("book/deno.json", '{"imports":{"zero-copy/":"./lib/"}}');
      write("out/deno.json", '{"imports":{"zero-copy/":"./lib/"}}');
      write("out/homework.json", "{}");
      write("begun/.unfinished", "This copy of the workbook is not complete.");
      write(
        "kit/deno.json",
        '{"imports":{"zero-copy/":""},"nodeModulesDir": "manual"}',
      );
      const stateOf = (name: string, ...also: Kind[]): unknown => {
        try {
          return folderFor(
            `${folder}/${name}`,
            { ...takes, also },
          )
            .isFilled;
        } catch (error) {
          if (!(error instanceof UsageError)) throw error;
          assertStringIncludes(error.message, "it takes a new folder: ");
          return "refused";
        }
      };
      const names = [
        "new/er",
        "empty",
        "git",
        "full",
        "full/note.txt",
        "book",
        "out",
        "kit",
        "begun",
      ];
      assertEquals(names.map((name) => stateOf(name)), [
        ...[false, false, false, "refused", "refused"],
        ...["refused", "refused", "refused", false],
      ]);
      assertEquals(names.map((name) => stateOf(name, "workbook")), [
        ...[false, false, false, "refused", "refused"],
        ...[true, "refused", "refused", false],
      ]);
      const forKit = names.map((name) => stateOf(name, "hand-out", "kit"));
      assertEquals(forKit.slice(-4), ["refused", true, true, false]);
      const within = `${pathOf(root)}new`;
      assertThrows(
        () => folderFor(within, takes),
        UsageError,
        "lies in the workbook",
      );
    },
  ),
);

const plan: CopyPlan = {
  ...{ from: "", to: "", writes: [], firsts: new Map(), copies: new Map() },
  ...{ kept: [], outdated: [], begun: [], obstacles: [], removes: [] },
  notes: [],
};

Deno.test(
  temporaryTest(
    "requireClear() refuses a plan in whose way something stands",
    (to) => {
      requireClear({ ...plan, to }, "dir", takes);
      assertThrows(
        () => requireClear({ ...plan, to, obstacles: ["lib"] }, "dir", takes),
        UsageError,
        "it takes a new folder: dir/lib stands in the way",
      );
      assertThrows(
        () => requireClear({ ...plan, to, begun: ["a.ts"] }, "dir", takes),
        UsageError,
        "a.ts was begun in this workbook",
      );
    },
  ),
);

Deno.test(
  temporaryTest(
    "requireClear() lets what was interrupted be made again, and nothing else",
    (folder) => {
      const text =
        "This copy of the workbook is not complete. Make it again.\n";
      const begun = { ...plan, to: folder, writes: ["lib/a.ts", "README.md"] };
      Deno.mkdirSync(`${folder}/lib`);
      Deno.writeTextFileSync(`${folder}/${mark}`, text);
      for (const name of ["a.ts", "b.ts.unfinished"]) {
        Deno.writeTextFileSync(`${folder}/lib/${name}`, "");
      }
      requireClear(begun, "dir", takes);
      Deno.writeTextFileSync(`${folder}/lib/solution.ts`, "");
      assertThrows(
        () => requireClear(begun, "dir", takes),
        UsageError,
        'it takes a new folder: "dir" holds something else, as lib/solution.ts',
      );
      requireClear(begun, "dir", { ...takes, also: ["workbook"] });
      Deno.removeSync(`${folder}/${mark}`);
      requireClear(begun, "dir", takes);
    },
  ),
);
