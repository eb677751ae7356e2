import { assert, assertEquals } from "@std/assert";
import { explaining } from "../../lib/exam/explaining.ts";
import { Dice } from "../../lib/workbook/dice.ts";
import { questionOf } from "../../lib/workbook/prediction.ts";

/** Which figures a cause may change, by hand. */
const changes: Readonly<Record<string, readonly string[]>> = {
  "the NIC cannot gather": ["CPU copies"],
  "the file was not in memory": ["DMA copies"],
  "a call moves half of what it is asked for": [
    "system calls",
    "CPU copies",
    "DMA copies",
  ],
  "pipes hold 2 pages": ["system calls", "DMA copies"],
  "a fault maps a whole folio": ["page faults"],
  "a library fell back to read + write": [
    "system calls",
    "CPU copies",
    "DMA copies",
    "page faults",
  ],
};

Deno.test("a cause changes figures that it can change, and the figures name no other", () => {
  const seen = new Set<string>();
  for (let seed = 0; seed < 400; seed++) {
    const { given, blanks: [blank] } = questionOf(explaining)(
      new Dice(seed),
    );
    const cause = String(blank!.answer);
    assertEquals(blank!.choices, Object.keys(changes));
    const rows = given.flatMap((line) =>
      /^(.+): (\d+) ([=≠]) (\d+)$/.exec(line)?.slice(1) ?? []
    );
    assertEquals(rows.length, 16, given.join("\n"));
    const differing = [0, 4, 8, 12].filter((i) => rows[i + 1] !== rows[i + 3])
      .map((i) => rows[i]!);
    assert(differing.length > 0, cause);
    assert(differing.every((one) => changes[cause]!.includes(one)), cause);
    // Each cause that is possible would give other figures.
    const told = blank!.explains.replace(/^.*?change: /, "").split("; ")
      .map((text) => text.replace(/\. Only one fits\.$/, "").split(": "));
    assertEquals(told[0]![0], cause);
    const [own, ...others] = told.map(([, changed]) => changed);
    assert(!others.includes(own), blank!.explains);
    seen.add(cause);
  }
  assertEquals([...seen].sort(), Object.keys(changes).sort());
});
