import { assert, assertEquals } from "@std/assert";
import {
  drawProbe,
  sayProbe,
} from "../../../lessons/12_on_your_kernel/pictures.ts";
import type { CopyCount, Sighting } from "../../../lib/lab/probe.ts";
import { displayWidth } from "../../../lib/text/width.ts";
import { makeCopies, strategyNames } from "../../evidence/made_up_report.ts";
import { widths } from "../../widths.ts";

/** Changes what was seen: each call copied in all runs, or in none. */
function withCopies(count: CopyCount, copied: readonly boolean[]): CopyCount {
  const sightings = count.sightings.map((seen, i) => {
    const old = copied[i] ? seen.runs : 0;
    return { ...seen, old, new: seen.runs - old };
  });
  return { ...count, sightings };
}

Deno.test("drawProbe() draws the copy that keeps a change from arriving", () => {
  assertEquals(drawProbe(makeCopies("read + write"), 0, 50).join("\n"), copied);
});

const copied = `
        file        buffer      socket      client
        old
read    old ──────▶ old
change  NEW         old
write   NEW         old ──────▶ old
receive NEW         old         old ──────▶ old
`.slice(1, -1);

Deno.test("drawProbe() draws references in brackets, and the change that goes through them", () => {
  assertEquals(drawProbe(makeCopies("mmap + write"), 0, 50).join("\n"), mapped);
  assertEquals(drawProbe(makeCopies("splice"), 1, 53).join("\n"), spliced);
});

const mapped = `
        file        mapping     socket      client
        old
mmap    old ╌╌╌╌╌╌▶ (old)
change  NEW         (NEW)
write   NEW         (NEW) ────▶ NEW
receive NEW         (NEW)       NEW ──────▶ NEW
`.slice(1, -1);

const spliced = `
           file        pipe        socket      client
           old
splice in  old ╌╌╌╌╌╌▶ (old)
splice out old         (old) ╌╌╌╌▶ (old)
change     NEW         (NEW)       (NEW)
receive    NEW         (NEW)       (NEW) ────▶ NEW
`.slice(1, -1);

Deno.test("drawProbe() changes the buffer where the call had the bytes from it", () => {
  const lines = drawProbe(makeCopies("read + write"), 1, 50);
  const change = lines.find((line) => line.startsWith("change"))!;
  assertEquals(change.split(/ +/), ["change", "old", "NEW", "old"]);
});

Deno.test("the client of a drawing has the bytes that arrived, whatever copied", () => {
  for (const strategy of strategyNames) {
    const count = makeCopies(strategy);
    for (const first of [true, false]) {
      for (const second of [true, false]) {
        // A change of the file cannot come past an earlier copy of it.
        const isHidden = first && count.sightings[1]?.from === "file";
        const drawn = withCopies(count, [first, second || isHidden]);
        drawn.sightings.forEach((seen, at) => {
          const receive = drawProbe(drawn, at, 60).at(-1)!;
          const arrived = seen.old > 0 ? "old" : "NEW";
          assert(
            receive.endsWith(`▶ ${arrived}`),
            `${strategy} ${at}: ${receive}`,
          );
        });
      }
    }
  }
});

Deno.test("drawings of probes fit every width, with each place below its name", () => {
  for (const strategy of strategyNames) {
    const count = makeCopies(strategy);
    for (const [at] of count.sightings.entries()) {
      for (const columns of [38, ...widths]) {
        const lines = drawProbe(count, at, columns);
        const why = `${columns} columns:\n${lines.join("\n")}`;
        for (const line of lines) assert(displayWidth(line) <= columns, why);
        const client = lines[0]!.indexOf("client");
        assertEquals(lines.at(-1)!.length, client + "old".length, why);
        const starts = [...lines[0]!.matchAll(/[a-z]+/g)].map((m) => m.index);
        for (const line of lines.slice(1)) {
          const label = line.slice(0, starts[0]);
          const places = [
            ...line.slice(label.length).matchAll(/\(?(old|NEW)\)?/g),
          ]
            .map((match) => match.index + label.length);
          assertEquals(places, starts.slice(0, places.length), why);
        }
      }
    }
  }
});

Deno.test("places stand no farther apart than an eye follows, however much room there is", () => {
  const count = makeCopies("splice");
  assertEquals(drawProbe(count, 0, 80), drawProbe(count, 0, 200));
});

Deno.test("drawProbe() draws nothing of a strategy or a call that it does not know", () => {
  const count = makeCopies("sendfile");
  assertEquals(drawProbe(count, 1, 60), []);
  for (const strategy of ["splice + tee", "toString"]) {
    assertEquals(drawProbe({ ...count, way: strategy }, 0, 60), []);
  }
});

Deno.test("sayProbe() says what follows from what arrived", () => {
  const seen: Sighting = {
    call: "write",
    from: "buffer",
    runs: 9,
    old: 9,
    new: 0,
    mixed: 0,
  };
  assertEquals(
    sayProbe(seen),
    "The buffer is changed after write, and old bytes arrive: write had " +
      "copied them.",
  );
  assertEquals(
    sayProbe({ ...seen, call: "mmap", from: "file", old: 4, new: 5 }),
    "The file is changed after mmap, and new bytes arrive: mmap had not " +
      "copied them.",
  );
  assertEquals(
    sayProbe({ ...seen, old: 4, new: 3, mixed: 2 }),
    "The buffer is changed after write, and what arrives differs from run " +
      "to run.",
  );
});
