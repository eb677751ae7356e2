import { assert, assertEquals } from "@std/assert";
import { makeJob } from "../../../lib/machine/job.ts";
import {
  comparedTable,
  formulasTable,
  nicTable,
  onlyCounts,
} from "../../../lessons/11_in_the_wild/pictures.ts";
import { closedForm, countsOnLinux } from "../../../lib/cost/closed_form.ts";
import { displayWidth } from "../../../lib/text/width.ts";
import { noCounts } from "../../../lib/trace/count.ts";
import * as linux from "../../../lib/strategy/linux.ts";
import { linux as programs, strategies } from "../../../lib/strategy/linux.ts";
import * as textbook from "../../../lib/strategy/textbook.ts";

const inPieces = makeJob({ fileBytes: 2 ** 20, bufferBytes: 2 ** 16 });

/** The cells of a Markdown table, without its head and its rule. */
function cellsOf(table: string): string[][] {
  return table.split("\n").slice(2).map((line) =>
    line.split("|").slice(1, -1).map((cell) => cell.trim())
  );
}

Deno.test("comparedTable() shows an arrow only where Linux differs", () => {
  const table = comparedTable([{
    textbook: {
      program: textbook.splice,
      counts: { ...noCounts, systemCalls: 1, modeSwitches: 2, cpuCopies: 7 },
    },
    linux: {
      program: linux.splice,
      counts: {
        ...noCounts,
        systemCalls: 1033,
        modeSwitches: 2,
        cpuCopies: 7,
        pageFaults: 4,
      },
    },
  }]);
  assertEquals(cellsOf(table), [["splice", "1 → 1,033", "2", "7", "0 → 4"]]);
});

Deno.test("formulasTable() has the same number by formula and by the run", () => {
  const uneven = makeJob({ fileBytes: 100_001, bufferBytes: 7000 });
  for (const job of [inPieces, uneven]) {
    const rows = cellsOf(formulasTable(strategies, job));
    assertEquals(rows.length, programs.length);
    for (const [name, , , byFormula, byRun] of rows) {
      assertEquals(byFormula, byRun, name);
    }
  }
});

Deno.test("nicTable() has a row for each kind of NIC, and only one without a copy", () => {
  const rows = cellsOf(nicTable(strategies, makeJob()));
  assertEquals(rows.map(([, ...copies]) => copies.slice(0, 3)), [
    ["2", "0", "0"],
    ["2", "1", "1"],
    ["2", "1", "1"],
  ]);
});

Deno.test("onlyCounts() is a fact of one strategy, and none of several", () => {
  const job = makeJob({ fileBytes: 2 ** 40, bufferBytes: 2 ** 16 });
  const pair = {
    textbook: {
      program: textbook.mmapWrite,
      counts: closedForm(textbook.mmapWrite, job),
    },
    linux: {
      program: linux.mmapWrite,
      counts: countsOnLinux(linux.mmapWrite, job),
    },
  };
  assertEquals(onlyCounts([]), {});
  assertEquals(onlyCounts([pair, pair]), {});
  for (const columns of [40, 72]) {
    const text = onlyCounts([pair]).counts!(columns);
    const parts = text.split(/## What mmap \+ write costs .*\n\n/);
    assertEquals(parts.length, 3);
    assert(/system calls +16,777,217 \(mmap,/.test(parts[1]!));
    assert(/system calls +16,777,218 \(mmap,/.test(parts[2]!));
    for (const line of parts.join("").split("\n")) {
      assert(displayWidth(line) <= columns, line);
    }
  }
});
