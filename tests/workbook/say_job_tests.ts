import { assertEquals } from "@std/assert";
import { type Job, makeJob, nicAbilities } from "../../lib/machine/job.ts";
import { listJob, sayJob } from "../../lib/workbook/say_job.ts";

const inPieces = makeJob({ fileBytes: 10_000, bufferBytes: 4096 });

Deno.test("sayJob() says a job in one line: size, pieces, cache and NIC", () => {
  const says = (parts: Partial<Job>): string => sayJob(makeJob(parts));
  assertEquals(
    says({}),
    "64 KiB in one piece, cold page cache, a NIC that gathers",
  );
  assertEquals(
    says({ bufferBytes: 4096, cache: "warm", nic: "no-checksum" }),
    "64 KiB in 16 pieces of 4 KiB, warm page cache, " +
      "a NIC that gathers but adds no checksums",
  );
  assertEquals(
    says({ fileBytes: 0, nic: "no-gather" }),
    "0 B in one piece, cold page cache, " +
      "a NIC that cannot gather",
  );
});

Deno.test("listJob() says everything of a job that can differ", () => {
  const said = new Set(
    [
      inPieces,
      { ...inPieces, fileBytes: 9999 },
      { ...inPieces, bufferBytes: 8192 },
      { ...inPieces, pageBytes: 512 },
      { ...inPieces, cache: "warm" as const },
      { ...inPieces, nic: "no-gather" as const },
      { ...inPieces, nic: "no-checksum" as const },
    ].map((job) => listJob(job).join("\n")),
  );
  assertEquals(said.size, 7);
});

Deno.test("listJob() says in words what each NIC can do", () => {
  assertEquals(
    nicAbilities.map((nic) => listJob({ ...inPieces, nic }).at(-1)),
    [
      "a NIC that gathers and adds checksums",
      "a NIC that cannot gather",
      "a NIC that gathers and adds no checksums",
    ],
  );
});
