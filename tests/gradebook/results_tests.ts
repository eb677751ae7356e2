import { assertEquals, assertNotEquals } from "@std/assert";
import {
  type Result,
  Results,
  submissionDigest,
} from "../../lib/gradebook/results.ts";
import { urlOf } from "../../lib/workbook/path.ts";
import { temporaryTest } from "../command.ts";

const result: Result = {
  result: 1,
  student: "../x",
  submission: "ab",
  items: { "5.1": { status: "passed", seed: 1, asked: "cd" } },
};

Deno.test(
  temporaryTest("Results keeps what it reads, under a safe name", (folder) => {
    const names = new Map([["../x", "x~1"], ["b%2f", "b%2f"]]);
    const results = new Results(urlOf(`${folder}/results/`), names);
    assertEquals(results.read("../x"), undefined);
    results.keep(result);
    results.keep({ ...result, student: "b%2f" });
    assertEquals(results.read("../x"), result);
    assertEquals(
      [...Deno.readDirSync(`${folder}/results`)].map(({ name }) => name).sort(),
      ["b%2f.json", "x~1.json"],
    );
  }),
);

Deno.test(
  temporaryTest(
    "Results takes no file of something else, or of another, for a result",
    (folder) => {
      const names = new Map([["a", "a"], ["b", "b"]]);
      const results = new Results(urlOf(`${folder}/`), names);
      const texts = [
        "",
        "{",
        "null",
        "{}",
        JSON.stringify({ ...result, student: "b" }),
        JSON.stringify({ ...result, student: "a", items: { "5.1": null } }),
        JSON.stringify({ ...result, student: "a", result: 2 }),
      ];
      for (const text of texts) {
        Deno.writeTextFileSync(`${folder}/a.json`, text);
        assertEquals(results.read("a"), undefined, text);
      }
    },
  ),
);

Deno.test("submissionDigest() depends on what was handed in, and on no order", async () => {
  const of = (
    files: [string, string][],
    predictions: [string, string[]][] = [],
  ): Promise<string> =>
    submissionDigest({
      files: new Map(files),
      predictions: new Map(predictions),
    });
  const first = await of([["a", "1"], ["b", "2"]]);
  assertEquals(await of([["b", "2"], ["a", "1"]]), first);
  for (
    const other of [
      await of([["a", "2"], ["b", "1"]]),
      await of([["a", "1"]]),
      await of([["a", "1"], ["b", "2"]], [["P5", ["1"]]]),
    ]
  ) assertNotEquals(other, first);
});
