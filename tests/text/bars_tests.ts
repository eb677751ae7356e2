import { assert, assertEquals } from "@std/assert";
import { type Bar, drawBars } from "../../lib/text/bars.ts";
import { displayWidth } from "../../lib/text/width.ts";
import { makeDice } from "../dice.ts";
import { widths } from "../widths.ts";

Deno.test("drawBars() draws each bar beside its name and its value, on one scale", () => {
  const bars: Bar[] = [
    { name: "页缓存", value: 5, says: "5 ns" },
    { name: "b", value: 20, says: "20 ns" },
    { name: "nothing", value: 0, says: "0 ns" },
  ];
  assertEquals(drawBars(bars, 40).join("\n") + "\n", drawn);
});

const drawn = `
页缓存    5 ns  ██████
b        20 ns  ████████████████████████
nothing   0 ns
`.slice(1);

Deno.test("drawBars() draws nothing beside values that are all zero", () => {
  const bars = [{ name: "a", value: 0, says: "0" }];
  assertEquals(drawBars(bars, 40), ["a  0"]);
});

Deno.test("a bar is as long as its share of the longest, and the longest fills the line", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const { between, oneOf } = makeDice(seed);
    const bars = Array.from({ length: between(1, 8) }, (): Bar => {
      const value = oneOf([0, 1, between(0, 10), between(0, 10 ** 9)]);
      return {
        name: oneOf(["read + write", "splice", "零拷贝"]),
        value,
        says: `${value} ns`,
      };
    });
    const most = Math.max(...bars.map(({ value }) => value));
    for (const columns of widths) {
      const rows = drawBars(bars, columns);
      const lengths = rows.map((row) => row.match(/█/g)?.length ?? 0);
      const longest = Math.max(...lengths);
      for (const [i, row] of rows.entries()) {
        const why = `${columns} columns, seed ${seed}: "${row}"`;
        assert(displayWidth(row) <= columns, why);
        assertEquals(row, row.trimEnd(), why);
        if (most === 0) continue;
        const share = bars[i]!.value / most;
        assert(Math.abs(lengths[i]! - share * longest) <= 0.5, why);
      }
      if (most > 0) {
        assertEquals(Math.max(...rows.map(displayWidth)), columns);
      }
    }
  }
});
