import { assertEquals } from "@std/assert";
import { reports } from "../../lib/gradebook/reports.ts";
import { made } from "./made_up_marks.ts";

const graded = {
  book: made,
  folders: [],
  fileNames: new Map([["007", "007"], ["=1+1", "1-1"]]),
  submissions: new Map(),
};

Deno.test("each report that nobody asks for writes where it says", async () => {
  for (const { place, option, files } of reports) {
    if (option !== undefined) continue;
    const paths = [];
    for await (
      const { path } of files(graded, { given: "", tell: () => {} })
    ) paths.push(path);
    const isThere = paths.every((path) =>
      place.endsWith("/") ? path.startsWith(place) : path === place
    );
    assertEquals(isThere, true, `${place}: ${paths}`);
  }
});

Deno.test("gradebook.json is the gradebook", async () => {
  const { files } = reports.find(({ place }) => place === "gradebook.json")!;
  for await (const file of files(graded, { given: "", tell: () => {} })) {
    assertEquals(JSON.parse(String(file.content)), made);
  }
});
