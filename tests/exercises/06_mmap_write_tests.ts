import { assertEquals } from "@std/assert";
import {
  cpuCopy,
  dmaCopy,
  enterKernel,
  type Instruction,
  leaveKernel,
  mapPages,
  passPages,
  reserveAddresses,
  touchPages,
  unmapPages,
} from "../../lib/machine/instruction.ts";
import type { Job } from "../../lib/machine/job.ts";
import { once, program } from "../../lib/machine/program.ts";
import { mmapWrite as onDemand } from "../../lib/strategy/linux.ts";
import { mmapWrite, readWrite, sendfile } from "../../lib/strategy/textbook.ts";
import type * as stub from "../../exercises/06_mmap_write/stub.ts";
import { exercises } from "../../exercises/06_mmap_write/questions.ts";
import * as solution from "../../solutions/06_mmap_write/answer.ts";
import { testExercises, type WrongAnswer } from "./wrong_answers.ts";

/** A solution whose signatures drift from the stub's is a type error here. */
const answers: typeof stub = solution;

type Saved = ReturnType<typeof solution.savedByMapping>;

function call(name: string, ...inside: Instruction[]): Instruction[] {
  return [enterKernel(name), ...inside, leaveKernel(name)];
}

const load = dmaCopy("disk", "page cache");
const map = mapPages("page cache", "user buffer");
const copy = cpuCopy("user buffer", "socket buffer");
const send = dmaCopy("socket buffer", "nic");
const munmap = call("munmap", unmapPages());
const reserve = once(call("mmap", reserveAddresses()));

/** Wrong programs, for both exercises that want one. */
const wrongPrograms: WrongAnswer[] = [
  {
    idea: "read + write",
    answer: () => readWrite,
    says: "The calls must be mmap, then write",
  },
  {
    idea: "sendfile",
    answer: () => sendfile,
    says: "The calls must be mmap, then write",
  },
  {
    idea: "a program that never sends",
    answer: () => program("map", once(call("mmap", load, map))),
    says: "Which step hands bytes to the nic?",
  },
  {
    idea: "a mapping of pages that are not there yet",
    answer: () => program("early", once(call("mmap", map, load))),
    says: "the pages must be in the page cache",
  },
  {
    idea: "write without a mapping",
    answer: () =>
      program("bare", once(call("mmap", load)), call("write", copy, send)),
    says: "page 0 of it has no frame",
  },
  {
    idea: "a mapping and read's copy as well",
    answer: () =>
      program(
        "both",
        once(call("mmap", load, map, cpuCopy("page cache", "user buffer"))),
      ),
    says: "its addresses are mapped to the page cache",
  },
  {
    idea: "a copy in user mode",
    answer: () =>
      program("outside", once(call("mmap", load, map)), [copy], [send]),
    says: "the CPU must be in kernel mode: it is in user mode",
  },
  { idea: "nothing", answer: () => undefined, says: "A program was expected" },
];

/** Answers with one of the three savings wrong. */
function saved(
  wrong: (job: Job, pieces: number) => Partial<Saved>,
): (job: Job) => Saved {
  return (job) => ({
    ...solution.savedByMapping(job),
    ...wrong(job, Math.ceil(job.fileBytes / job.bufferBytes)),
  });
}

testExercises(exercises, {
  solution: answers,
  wrong: {
    mapAndWrite: [
      ...wrongPrograms,
      {
        idea: "a mapping for each piece",
        answer: () =>
          program("again", [
            ...call("mmap", load, map),
            ...call("write", copy, send),
          ]),
        says: "step 1 calls mmap() for each of the 5 pieces",
      },
      {
        idea: "one write for all",
        answer: () =>
          program(
            "all",
            once([...call("mmap", load, map), ...call("write", copy, send)]),
          ),
        says: "Step 5 writes all of the file at once",
      },
      {
        idea: "write that copies from the page cache by itself",
        answer: () =>
          program(
            "direct",
            once(call("mmap", load)),
            call("write", cpuCopy("page cache", "socket buffer"), send),
          ),
        says: "step 5 copies page cache → socket buffer. write is given",
      },
      {
        idea: "bytes in the program's own memory",
        answer: () =>
          program(
            "own",
            once(call("mmap", load)),
            call(
              "write",
              cpuCopy("page cache", "user buffer"),
              copy,
              send,
            ),
          ),
        says: "step 6 copies user buffer → socket buffer. write is given",
      },
      {
        idea: "mmap that copies nothing at all, nor does write",
        answer: () =>
          program(
            "gather",
            once(call("mmap", load, map)),
            call("write", passPages("user buffer", "socket buffer"), send),
          ),
        says: "so the socket buffer needs a copy",
      },
      {
        idea: "pages by page faults, as in the other exercise",
        answer: () =>
          program("faults", reserve, call("write", touchPages(), copy, send)),
        says: "mmap brings the pages and maps them, once",
      },
      {
        idea: "munmap as well",
        answer: () => ({
          ...mmapWrite,
          parts: [...mmapWrite.parts, once(munmap)],
        }),
        says: "The calls must be mmap, then write:",
      },
    ],
    savedByMapping: [
      {
        idea: "that nothing is copied any more",
        answer: saved(({ fileBytes }) => ({ cpuBytes: 2 * fileBytes })),
        says: "as if a mapping left no copy at all",
      },
      {
        idea: "that one piece is saved",
        answer: saved(({ bufferBytes }) => ({ cpuBytes: bufferBytes })),
        says: "That is one piece",
      },
      {
        idea: "that each piece is full",
        answer: saved(({ bufferBytes }, pieces) => ({
          cpuBytes: pieces * bufferBytes,
        })),
        says: "The last piece is not full",
      },
      {
        idea: "that no byte is saved",
        answer: saved(() => ({ cpuBytes: 0 })),
        says: "which copy of read has no counterpart",
      },
      {
        idea: "half of the bytes",
        answer: saved(({ fileBytes }) => ({ cpuBytes: fileBytes / 2 })),
        says: "Follow one byte of the file",
      },
      {
        idea: "that no mode switch is ever saved",
        answer: saved(() => ({ modeSwitches: 0 })),
        says: "That holds for one piece",
      },
      {
        idea: "that all mode switches are saved",
        answer: saved((_, pieces) => ({ modeSwitches: 4 * pieces })),
        says: "That is all of them",
      },
      {
        idea: "that mmap is no call",
        answer: saved((_, pieces) => ({ modeSwitches: 2 * pieces })),
        says: "That is what the reads cost",
      },
      {
        idea: "calls for mode switches",
        answer: saved((_, pieces) => ({ modeSwitches: pieces - 1 })),
        says: "Each is a way into the kernel",
      },
      {
        idea: "too many mode switches",
        answer: saved((_, pieces) => ({ modeSwitches: 9 * pieces })),
        says: "Write down the calls of both programs",
      },
      {
        idea: "that the file is held twice",
        answer: saved(({ fileBytes }) => ({ peakBytes: fileBytes })),
        says: "as if there were a second copy",
      },
      {
        idea: "that the pages of the file are not held",
        answer: saved(({ fileBytes, pageBytes }) => ({
          peakBytes: Math.ceil(fileBytes / pageBytes) * pageBytes,
        })),
        says: "stay in the page cache in both cases",
      },
      {
        idea: "that the socket buffer is saved too",
        answer: saved(({ bufferBytes }) => ({ peakBytes: 2 * bufferBytes })),
        says: "The socket buffer needs memory in both cases",
      },
      {
        idea: "half of all memory",
        answer: saved(({ fileBytes, bufferBytes, pageBytes }) => ({
          peakBytes: Math.ceil(fileBytes / pageBytes) * pageBytes / 2 +
            bufferBytes,
        })),
        says: "Half of all would be right",
      },
      {
        idea: "no memory",
        answer: saved(() => ({ peakBytes: 0 })),
        says: "whose memory does read fill",
      },
      {
        idea: "a third of the file",
        answer: saved(({ fileBytes }) => ({ peakBytes: fileBytes / 3 })),
        says: "Which places hold bytes at the fullest moment",
      },
      {
        idea: "two of three",
        answer: ({ fileBytes }: Job) => ({ cpuBytes: fileBytes }),
        says: "modeSwitches: Nothing was returned",
      },
      { idea: "a number", answer: () => 4096, says: "must return an object" },
    ],
    mapOnDemand: [
      ...wrongPrograms,
      {
        idea: "pages after the copy, as it stands there",
        answer: () =>
          program("late", reserve, [
            ...call("write", copy, touchPages(), send),
            ...munmap,
          ]),
        says: "copy user buffer → socket buffer by CPU at step 5",
      },
      {
        idea: "munmap after the first piece",
        answer: () =>
          program("hasty", reserve, [
            ...call("write", touchPages(), copy, send),
            ...munmap,
          ]),
        says: "at step 5 as a file must be mapped",
      },
      {
        idea: "a mapping for each piece",
        answer: () =>
          program("again", [
            ...call("mmap", reserveAddresses()),
            ...call("write", touchPages(), copy, send),
            ...munmap,
          ]),
        says: "step 1 calls mmap() for each of the 10 pieces",
      },
      {
        idea: "faults in user mode",
        answer: () =>
          program("user", reserve, [
            touchPages(),
            ...call("write", copy, send),
          ], once(munmap)),
        says: "step 4 faults in user mode",
      },
      {
        idea: "no munmap",
        answer: () =>
          program("kept", reserve, call("write", touchPages(), copy, send)),
        says: "The calls must be mmap, then write, then munmap",
      },
      {
        idea: "one write for all",
        answer: () =>
          program(
            "all",
            reserve,
            once(call("write", touchPages(), copy, send)),
            once(munmap),
          ),
        says: "Step 4 writes all of the file at once",
      },
    ],
  },
});

Deno.test("a mapping may be filled by mmap, or sent after the return from write", () => {
  const exercise = exercises.find(({ name }) => name === "mapOnDemand")!;
  const filled = program(
    "filled",
    once(call("mmap", reserveAddresses(), touchPages())),
    call("write", copy, send),
    once(munmap),
  );
  for (const answer of [filled, onDemand]) {
    assertEquals(exercise.judge(answer, { args: [] }), undefined);
  }
});
