import { assertEquals } from "@std/assert";
import { Links, pathFrom } from "../../lib/site/links.ts";
import type { SitePage } from "../../lib/site/site_page.ts";

Deno.test("pathFrom() goes up as far as it must, and down from there", () => {
  const ways = [
    ["index.html", "lessons/03_dma/index.html", "lessons/03_dma/index.html"],
    ["lessons/03_dma/index.html", "index.html", "../../index.html"],
    ["lessons/a/index.html", "lessons/b/index.html", "../b/index.html"],
    ["lessons/a/index.html", "lessons/a/part_2.html", "part_2.html"],
    ["lessons/a/index.html", "lessons/a/index.html", "index.html"],
    ["lessons/homework.html", "lessons/a/index.html", "a/index.html"],
    ["a/b/c.html", "b/c.html", "../../b/c.html"],
  ];
  for (const [from, to, way] of ways) assertEquals(pathFrom(from!, to!), way);
});

Deno.test("Links.from() leads to pages, to other hosts, and nowhere else", () => {
  const page = (source: string, file: string): SitePage => ({
    ...{ kind: "lesson", title: "", summary: "", blocks: [] },
    ...{ source, file },
  });
  const a = page("lessons/a/README.md", "lessons/a/index.html");
  const links = new Links([
    page("README.md", "index.html"),
    a,
    page("lessons/homework.md", "lessons/homework.html"),
  ]);
  const ways: readonly [string, string | undefined][] = [
    ["../../README.md", "../../index.html"],
    ["../../README.md#start", "../../index.html#start"],
    ["../homework.md", "../homework.html"],
    ["#here", "#here"],
    ["https://deno.com", "https://deno.com"],
    ["lesson.ts", undefined],
    ["../../lib/machine/cpu.ts", undefined],
  ];
  for (const [address, way] of ways) {
    assertEquals(links.from(a, address), way, address);
  }
});
