import { assertEquals } from "@std/assert";
import { mergeLogs } from "../../../lib/strace/log/merging.ts";
import { makeDice } from "../../dice.ts";

/** Merges the texts of threads 1, 2 …; each comes in pieces of so many characters. */
function merge(
  texts: readonly string[],
  length = 9,
): { text: string; unsure: number; untimed: number } {
  let unsure = 0;
  let untimed = 0;
  const logs = texts.map((text, index) => ({
    thread: index + 1,
    pieces: (text.match(new RegExp(`[^]{1,${length}}`, "g")) ?? []).values(),
  }));
  const pieces = mergeLogs(logs, (hasTime) => {
    unsure += 1;
    if (!hasTime) untimed += 1;
  });
  return { text: [...pieces].join(""), unsure, untimed };
}

Deno.test("mergeLogs() puts lines in the order of their times, with their threads", () => {
  const a = "1795955010.000001 a(\n1795955010.000005 b(\n";
  const b = "1795955010.000003 c(\n1795955010.000004 d(\n1795955011.000000 e(";
  assertEquals(merge([a, b, ""]), {
    text: "1 1795955010.000001 a(\n2 1795955010.000003 c(\n" +
      "2 1795955010.000004 d(\n1 1795955010.000005 b(\n" +
      "2 1795955011.000000 e(\n",
    unsure: 0,
    untimed: 0,
  });
});

Deno.test("mergeLogs() keeps lines without a time behind the one before them", () => {
  const a = "12:00:00.1 a(\n > b\n\n12:00:00.3 c(\n";
  assertEquals(
    merge([a, "12:00:00.2 d(\n > e\n"]).text,
    "1 12:00:00.1 a(\n1  > b\n1 \n2 12:00:00.2 d(\n2  > e\n1 12:00:00.3 c(\n",
  );
});

Deno.test("mergeLogs() puts a call where it returned, if -T says when", () => {
  const waits = "12:00:00.1 accept( <1.500000>\r\n12:00:02.1 b( <0.100000>\n";
  const other = "12:00:01.5 close( <0.000001>\n12:00:02.0 d( <0.100001>\n";
  assertEquals(
    merge([waits, other]).text.replaceAll(/(\d) \S+ (\w+)\(.*\r?\n/g, "$1 $2 "),
    "2 close 1 accept 2 d 1 b ",
  );
  const parent = "12:00:00.1 [ 56] vfork( <9.000000>\n";
  const child = "12:00:00.2 execve( <0.100000>\n";
  assertEquals(merge([parent, child]).text, `1 ${parent}2 ${child}`);
});

Deno.test("mergeLogs() counts where the order of threads is not known", () => {
  const none = merge(["a(\nb(\n", "c(\n", "d(\n"]);
  const text = "1 a(\n1 b(\n2 c(\n3 d(\n";
  assertEquals(none, { text, unsure: 2, untimed: 2 });
  const seconds = ["12:00:00 a(\n12:00:01 b(\n", "12:00:01 c(\n12:00:02 d(\n"];
  const { unsure, untimed } = merge(seconds);
  assertEquals([unsure, untimed], [1, 0]);
  assertEquals(merge(["     0.000072 a(\n", "     0.000002 b(\n"]).unsure, 1);
});

Deno.test("mergeLogs() goes on after midnight", () => {
  const before = "23:59:59.9 a(\n00:00:01.5 b(\n";
  const after = "00:00:00.1 c(\n00:00:02.0 d(\n";
  assertEquals(
    merge([before, after]).text.replaceAll(/\S+ (\w)\(\n/g, "$1 "),
    "1 a 2 c 1 b 2 d ",
  );
});

Deno.test("mergeLogs() undoes what strace -ff does, however the logs come", () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const { below } = makeDice(seed);
    const lines = Array.from({ length: below(40) }, (_, at) => {
      const time = `1795955010.${String(at).padStart(6, "0")}`;
      return { thread: 1 + below(5), line: `${time} call(${at}) = 0\n` };
    });
    const logs = [1, 2, 3, 4, 5].map((thread) =>
      lines.filter((line) => line.thread === thread)
        .map(({ line }) => line).join("")
    );
    assertEquals(merge(logs, 1 + below(99)), {
      text: lines.map(({ thread, line }) => `${thread} ${line}`).join(""),
      unsure: 0,
      untimed: 0,
    }, `seed ${seed}`);
  }
});
