import { assert, assertEquals } from "@std/assert";
import {
  abilityOfEnd,
  bestFor,
  countsOf,
  lastCall,
  ways,
} from "../../../lib/evidence/server/way_costs.ts";
import { closedForm } from "../../../lib/cost/closed_form.ts";
import { fallBack } from "../../../lib/strategy/fallback.ts";
import { callCounts, copiesByCall } from "../../../lib/strategy/strategy.ts";
import {
  generateFile,
  isDelivered,
  makeJob,
  nicAbilities,
} from "../../../lib/machine/job.ts";
import { run } from "../../../lib/machine/run.ts";
import type { Way } from "../../../lib/strace/transfer.ts";
import { makePortion } from "../made_up_transfers.ts";

const names = Object.keys(ways) as Way[];

/** As the sources say: CPU copies of a piece for each kind of NIC. */
const copies = `
  read + write               2 2 2   read(2), write(2)
  read(O_DIRECT) + write     1 1 1   open(2)
  mmap + write               1 1 1   mmap(2)
  read + send(MSG_ZEROCOPY)  1 2 2   msg_zerocopy.rst
  mmap + send(MSG_ZEROCOPY)  0 1 1   msg_zerocopy.rst
  sendfile                   0 1 1   sendfile(2), net/core/sock.c sk_setup_caps()
  splice                     0 1 1   splice(2)
  read + vmsplice + splice   1 2 2   vmsplice(2)
  mmap + vmsplice + splice   0 1 1   vmsplice(2)
  copy_file_range            1 1 1   fs/read_write.c splice_copy_file_range()
`;

Deno.test("each way is a program that delivers the file, to each kind of NIC", () => {
  const job = makeJob({ fileBytes: 100_001, bufferBytes: 40_000 });
  for (const nic of nicAbilities) {
    for (const name of names) {
      const { delivered } = run(fallBack(ways[name].linux, { ...job, nic }), {
        ...job,
        nic,
      });
      assert(isDelivered(generateFile(job.fileBytes), delivered), name);
    }
  }
});

Deno.test("the CPU copies of each way are those of the sources", () => {
  const rows = copies.trim().split("\n").map((row) => row.trim());
  assertEquals(rows.length, names.length);
  for (const row of rows) {
    const [, name, numbers] = /^(.*?) {2,}(\d \d \d) /.exec(row)!;
    const counted = nicAbilities.map((nic) =>
      copiesByCall(ways[name as Way], nic).reduce((a, b) => a + b)
    );
    assertEquals(counted.join(" "), numbers, name);
  }
});

Deno.test("countsOf() has what the machine counts, where a log has the calls of its program", () => {
  for (const nic of nicAbilities) {
    for (const name of names) {
      const job = makeJob({ fileBytes: 2 ** 20, bufferBytes: 2 ** 16, nic });
      const warm = { ...job, cache: "warm" } as const;
      const { linux } = ways[name];
      const calls = callCounts(linux, warm);
      const model = closedForm(fallBack(linux, warm), warm);
      const counts = countsOf(makePortion(name, { calls }), nic);
      for (
        const count of [
          "systemCalls",
          "modeSwitches",
          "cpuCopies",
          "cpuBytes",
          "passes",
          "mappings",
          "pageFaults",
        ] as const
      ) assertEquals(counts[count], model[count], `${name} ${nic} ${count}`);
    }
  }
});

Deno.test("countsOf() counts two mode switches for each call, refused ones too, and copies of none", () => {
  const calls = { pread64: 20, writev: 30, mmap: 1 };
  const portion = { ...makePortion("read + write"), calls, takes: 3, puts: 4 };
  const { modeSwitches, cpuCopies } = countsOf(portion, "gather");
  assertEquals([modeSwitches, cpuCopies], [2 * 51, 7]);
});

Deno.test("countsOf() passes references a pipe-full at a time, however few the calls", () => {
  const one = makePortion("sendfile", { pieceBytes: 2 ** 20 });
  assertEquals(countsOf(one, "gather").passes, 16);
});

Deno.test("abilityOfEnd() lets no other file hold references, and every pipe", () => {
  for (const nic of nicAbilities) {
    assertEquals(abilityOfEnd("file", nic, false), "no-gather");
    assertEquals(abilityOfEnd("pipe", nic, false), "gather");
    assertEquals(abilityOfEnd("socket", nic, false), nic);
    assertEquals(abilityOfEnd("socket", nic, true), "no-gather");
  }
});

Deno.test("bestFor() takes as few calls as the kernel needs", () => {
  const best = (...given: Parameters<typeof bestFor>): unknown => {
    const { way, puts, calls } = bestFor(...given)!;
    assertEquals(Object.entries(calls), [[lastCall(way), puts]]);
    return [way, puts];
  };
  const most = 0x7ffff000;
  assertEquals(best("socket", 1), ["sendfile", 1]);
  assertEquals(best("socket", most), ["sendfile", 1]);
  assertEquals(best("socket", most + 1), ["sendfile", 2]);
  assertEquals(best("pipe", 2 ** 20), ["splice", 16]);
  assertEquals(best("file", 0), ["copy_file_range", 1]);
});

Deno.test("bestFor() leaves out what the kernel has refused", () => {
  assertEquals(bestFor("file", 1, ["copy_file_range"])!.way, "sendfile");
  assertEquals(bestFor("file", 1, ["copy_file_range", "sendfile"]), undefined);
  assertEquals(bestFor("socket", 1, ["sendfile"]), undefined);
});
