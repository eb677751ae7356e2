import { assertEquals, assertStringIncludes } from "@std/assert";
import { makeJob } from "../../../lib/machine/job.ts";
import { readAddress, writeAddress } from "../../../lib/web/address.ts";
import {
  equalJobs,
  readJob,
  writeJob,
} from "../../../lib/web/editor/own_job.ts";
import { holes } from "../../../lib/workbook/golf.ts";
import { makeDice } from "../../dice.ts";
import { cornerJobs, randomJob } from "../../random_job.ts";

Deno.test("readJob() reads what writeJob() writes", () => {
  const dice = makeDice(8);
  const made = Array.from({ length: 300 }, () => randomJob(dice));
  const jobs = [
    ...holes.map(({ job }) => job),
    ...Object.values(cornerJobs),
    ...made,
  ];
  for (const job of jobs) {
    const entries = Object.entries(writeJob(job))
      .filter((entry): entry is [string, string] => entry[1] !== undefined);
    const address = readAddress(writeAddress(Object.fromEntries(entries)));
    const read = readJob(address);
    assertEquals([read.job, read.refused], [job, {}]);
  }
});

Deno.test("without a word, the job is the usual one, and the fields say so", () => {
  const { job, typed } = readJob({});
  assertEquals(job, makeJob());
  assertEquals(typed, {
    size: "64KiB",
    buffer: "the whole file",
    page: "4KiB",
    cache: "cold",
    nic: "gather",
  });
});

Deno.test("what is no value is refused in words, and left in its field", () => {
  const { job, typed, refused } = readJob({ size: "many", nic: "fast" });
  assertEquals(job, makeJob());
  assertEquals([typed.size, typed.nic], ["many", "fast"]);
  assertStringIncludes(refused.size ?? "", "takes a whole number of bytes");
  assertStringIncludes(refused.nic ?? "", "gather, no-gather, no-checksum");
});

Deno.test("jobs are equal if all that can be set is", () => {
  const job = makeJob({ fileBytes: 5, bufferBytes: 3 });
  assertEquals(equalJobs(job, { ...job }), true);
  for (
    const other of [{ fileBytes: 6 }, { bufferBytes: 2 }, { pageBytes: 512 }]
  ) {
    assertEquals(equalJobs(job, { ...job, ...other }), false);
  }
  assertEquals(equalJobs(job, { ...job, nic: "no-gather" }), false);
});
