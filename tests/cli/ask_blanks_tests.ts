import { assertEquals } from "@std/assert";
import { askBlanks, firstOpen } from "../../lib/cli/ask_blanks.ts";
import { typing } from "../typing.ts";

/** Walks through three blanks that take numbers. */
async function walked(
  lines: readonly (string | null)[],
  first = 0,
): Promise<{ isEnded: boolean; shown: number[]; taken: string[] }> {
  const [shown, taken]: [number[], string[]] = [[], []];
  let isEnded = false;
  await typing(lines, () => {
    isEnded = askBlanks({
      most: 3,
      first,
      show: (at) => shown.push(at),
      take: (at, typed) => {
        if (!/^\d+$/.test(typed)) return false;
        taken.push(`${at}:${typed}`);
        return true;
      },
      endQuestion: "Done?",
      isEnd: (typed) => typed === "y",
    });
    return Promise.resolve();
  });
  return { isEnded, shown, taken };
}

Deno.test("askBlanks() goes on by what is fit, skips by Enter, and ends at its end", async () => {
  assertEquals(await walked(["10", "x", "20", "", "y"]), {
    isEnded: true,
    shown: [0, 1, 2, 3],
    taken: ["0:10", "1:20"],
  });
});

Deno.test("askBlanks() goes back, and from the end to a number", async () => {
  assertEquals(
    await walked([
      "back",
      "1",
      "back",
      "5",
      "",
      "",
      "0",
      "4",
      "2",
      "7",
      "9",
      "y",
    ]),
    {
      isEnded: true,
      shown: [0, 1, 0, 1, 2, 3, 1, 2, 3],
      taken: ["0:1", "0:5", "1:7", "2:9"],
    },
  );
});

Deno.test("askBlanks() stops at q, and where nothing more is typed", async () => {
  for (const line of ["q", "Q", null]) {
    const { isEnded, taken } = await walked(["1", line, "2"]);
    assertEquals([isEnded, taken], [false, ["0:1"]]);
  }
  assertEquals((await walked(["y"], 3)).isEnded, true);
});

Deno.test("firstOpen() is the first blank without an answer, or the end", () => {
  assertEquals(firstOpen([null, "1"]), 0);
  assertEquals(firstOpen(["1", null, null]), 1);
  assertEquals(firstOpen(["1", "2"]), 2);
  assertEquals(firstOpen([]), 0);
});
