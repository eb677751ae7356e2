import { assert, assertEquals } from "@std/assert";
import {
  cpuCopy,
  dmaCopy,
  enterKernel,
  leaveKernel,
  transmit,
} from "../../lib/machine/instruction.ts";
import { once, program } from "../../lib/machine/program.ts";
import {
  countPieces,
  generateFile,
  type Range,
} from "../../lib/machine/job.ts";
import { type Span, spanBytes } from "../../lib/machine/memory.ts";
import { Places } from "../../lib/machine/places.ts";
import { type Run, run } from "../../lib/machine/run.ts";
import { bytesIn, overlap } from "../../lib/picture/ranges.ts";
import { SceneFold } from "../../lib/picture/scene_fold.ts";
import { fallBack } from "../../lib/strategy/fallback.ts";
import { readWrite } from "../../lib/strategy/textbook.ts";
import { makeJob } from "../../lib/machine/job.ts";
import { perform } from "../../lib/machine/run.ts";
import { cornerJobs, randomJob } from "../random_job.ts";
import { makeDice } from "../dice.ts";
import { tenRuns } from "./ten_runs.ts";

/** Runs a program again, and hands over the machine's own places whenever its mode changes. */
function watch(
  { program, job }: Pick<Run, "program" | "job">,
  look: (places: Places, fold: SceneFold) => void,
): void {
  const { hold } = Places.prototype;
  let places: Places | undefined;
  Places.prototype.hold = function (...given): void {
    places = this;
    hold.apply(this, given);
  };
  const fold = new SceneFold(job);
  try {
    perform(program, job, {
      file: generateFile(job.fileBytes),
      emit: (event) => {
        fold.add(event);
        if (places && event.kind === "mode switch") look(places, fold);
      },
    });
  } finally {
    Places.prototype.hold = hold;
  }
}

/** The bytes that some spans hold. */
function read({ memory }: Places, spans: readonly Span[]): string {
  return spans.map((span) => memory.view(span).join()).join();
}

/** The bytes of the file that some ranges name. */
function bytesOf(file: Uint8Array, ranges: readonly Range[]): string {
  return ranges.map(({ position, bytes }) =>
    file.subarray(position, position + bytes).join()
  ).join();
}

/** Fills its buffer once, and writes all of it for each piece. */
const readsAtOnce = program(
  "own",
  once([
    enterKernel("read"),
    dmaCopy("disk", "page cache"),
    cpuCopy("page cache", "user buffer"),
    leaveKernel("read"),
  ]),
  [
    enterKernel("write"),
    cpuCopy("user buffer", "socket buffer"),
    leaveKernel("write"),
    enterKernel("send"),
    transmit(),
    leaveKernel("send"),
  ],
);

const jobs = [
  ...Object.values(cornerJobs),
  ...[11, 12, 13, 14, 15, 16].map((seed) => randomJob(makeDice(seed))),
].filter(({ fileBytes }) => fileBytes < 12_000)
  .filter((_, i) => i % 3 === 0);

Deno.test("a scene holds what the machine's own places hold, byte by byte", () => {
  let looks = 0;
  const own = jobs.filter((job) => countPieces(job) === 2).map((job) => ({
    program: readsAtOnce,
    job,
    says: "a program that reads at once",
  }));
  for (const told of [...jobs.flatMap(tenRuns), ...own]) {
    const { job, says } = told;
    const file = generateFile(job.fileBytes);
    watch(told, (places, fold) => {
      looks += 1;
      const { places: held } = fold.scene;
      const pages = places.pagesOf({ position: 0, bytes: job.fileBytes });
      for (const page of pages) {
        const { pageBytes } = job;
        const range = { position: page * pageBytes, bytes: pageBytes };
        const isHeld = (ranges: readonly Range[]) =>
          ranges.some((one) => overlap(one, range).length > 0);
        const { "page cache": cache, "user buffer": user } = held;
        assertEquals(isHeld(cache.stretches), places.pageCache.has(page), says);
        const isSeen = places.userBuffer.isMapped &&
          places.userBuffer.shows(page);
        assertEquals(isHeld(user.references), isSeen, says);
      }
      const { stretches } = held["user buffer"];
      if (stretches.length > 0) {
        const real = places.userBuffer.spans(stretches[0]!);
        assertEquals(read(places, real), bytesOf(file, stretches), says);
      }
      const { socketBuffer } = places;
      const socket = held["socket buffer"];
      const own = [...socket.stretches, ...socket.references];
      assertEquals(read(places, socketBuffer.spans), bytesOf(file, own), says);
      const referred = spanBytes(socketBuffer.references);
      assertEquals(bytesIn(socket.references), referred, says);
    });
  }
  assert(looks > 500, `only ${looks} looks`);
});

Deno.test("a place has as many bytes as its parts, and as many pages as its references", () => {
  for (const { job, trace, says } of jobs.flatMap(tenRuns)) {
    const fold = new SceneFold(job);
    for (const event of trace) {
      fold.add(event);
      for (const held of Object.values(fold.scene.places)) {
        assertEquals(bytesIn(held.stretches), held.bytes, says);
        if (held.pages === undefined) assertEquals(held.references, [], says);
      }
    }
    const { mode, call, places } = fold.scene;
    assertEquals([mode, call], ["user", undefined], says);
    assertEquals(bytesIn(places.client.stretches), job.fileBytes, says);
  }
});

Deno.test("what a place holds has been brought by whom the trace says", () => {
  const job = makeJob({ nic: "no-gather" });
  const { trace } = run(fallBack(readWrite, job), job);
  const fold = new SceneFold(job);
  for (const event of trace) fold.add(event);
  const { places } = fold.scene;
  const whole = { position: 0, bytes: job.fileBytes };
  assertEquals(places.disk.stretches, [whole]);
  assertEquals(places["page cache"].stretches, [{ ...whole, by: "DMA" }]);
  assertEquals(places["user buffer"].stretches, [{ ...whole, by: "CPU" }]);
  assertEquals(places.client.stretches, [{ ...whole, by: "DMA" }]);
  const warm = new SceneFold(makeJob({ cache: "warm" }));
  const [first] = run(readWrite, makeJob({ cache: "warm" })).trace;
  warm.add(first!);
  assertEquals(warm.scene.places["page cache"].stretches, [whole]);
});
