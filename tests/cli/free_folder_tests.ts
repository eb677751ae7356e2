import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import {
  folderFor,
  requireClear,
  type Takes,
} from "../../lib/cli/free_folder.ts";
import { UsageError } from "../../lib/cli/usage_error.ts";
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
      const stateOf = (name: string, also?: Takes["also"]): unknown => {
        try {
          return folderFor(
            `${folder}/${name}`,
            also === undefined ? takes : { ...takes, also },
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
        "begun",
      ];
      assertEquals(names.map((name) => stateOf(name)), [
        ...[false, false, false, "refused", "refused"],
        ...["refused", "refused", "refused"],
      ]);
      assertEquals(names.map((name) => stateOf(name, "workbook")), [
        ...[false, false, false, "refused", "refused"],
        ...[true, "refused", false],
      ]);
      const within = `${pathOf(root)}new`;
      assertThrows(
        () => folderFor(within, takes),
        UsageError,
        "lies in the workbook",
      );
    },
  ),
);

Deno.test("requireClear() refuses a plan in whose way something stands", () => {
  const plan = {
    ...{ from: "", to: "", writes: [], firsts: new Map(), copies: new Map() },
    ...{
      kept: [],
      outdated: [],
      begun: [],
      obstacles: [],
      removes: [],
      notes: [],
    },
  };
  requireClear(plan, "dir", takes);
  assertThrows(
    () => requireClear({ ...plan, obstacles: ["lib"] }, "dir", takes),
    UsageError,
    "it takes a new folder: dir/lib stands in the way",
  );
  assertThrows(
    () => requireClear({ ...plan, begun: ["a.ts"] }, "dir", takes),
    UsageError,
    "a.ts was begun in this workbook",
  );
});
