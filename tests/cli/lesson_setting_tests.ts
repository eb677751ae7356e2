import {
  assert,
  assertEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import { helpOf } from "../../lib/cli/help.ts";
import { optionsOfLesson, readSetting } from "../../lib/cli/lesson_setting.ts";
import { optionsOf } from "../../lib/cli/options.ts";
import { listOf, sortArguments } from "../../lib/cli/typed.ts";
import { UsageError } from "../../lib/cli/usage_error.ts";
import {
  generateFile,
  makeJob,
  mostMovedBytes,
  mostMovedPieces,
} from "../../lib/machine/job.ts";
import { loadLesson, readLessons } from "../../lib/workbook/content.ts";
import {
  type Lesson,
  mostKeptPieces,
  type Setting,
} from "../../lib/workbook/lesson.ts";
import { temporaryTest } from "../command.ts";
import { readingTest } from "../source_tree.ts";

const sending: Lesson = {
  sends: true,
  compares: ["read + write", "sendfile", "sendfile + gather"],
  knobs: [
    { name: "slice", says: "a slice", value: 4, range: [1, 9] },
    { name: "save", says: "saves", value: "yes", choices: ["yes", "no"] },
  ],
  model: () => ({ facts: {}, data: {} }),
  claims: [],
};

/** A lesson that sends nothing, but looks at the size of a file. */
const sizing: Lesson = {
  takes: ["file", "size"],
  knobs: [],
  model: sending.model,
  claims: [],
};

function settingOf(args: readonly string[], lesson = sending): Setting {
  const typed = sortArguments(args, optionsOf("lesson"));
  return readSetting({ ...typed, options: optionsOfLesson(lesson) }, lesson);
}

function refusal(args: readonly string[], lesson = sending): string {
  return assertThrows(() => settingOf(args, lesson), UsageError).message;
}

Deno.test("a lesson has the options that it takes, its own, and those of all", () => {
  const all = "--answers, --no-pager, --width, --json, --help";
  const run = "--steps, --detail, --diagram, --step, --program, --no-trace";
  const job = "--file, --size, --buffer, --page, --cache, --nic";
  const has = (lesson: Lesson, parts?: number): string =>
    listOf(optionsOfLesson(lesson, parts));
  assertEquals(has(sizing), `--file, --size, ${all}`);
  assertEquals(has(sizing, 2), `--file, --size, --part, ${all}`);
  assertEquals(
    has(sending),
    `${job}, --strategy, --slice, --save, ${run}, ${all}`,
  );
});

Deno.test("the help of a lesson explains its own options beside those that it takes", () => {
  const lesson: Lesson = { ...sizing, takes: ["size"], knobs: sending.knobs };
  const text = helpOf("lesson", 80, {
    prompt: "deno task lesson 1 [options]",
    options: optionsOfLesson(lesson),
    summary: "Ask the kernel for $&.",
  });
  assertEquals(text, help);
});

const help = `
deno task lesson 1 [options]

Ask the kernel for $&.

  --size SIZE  send a made-up file of this size (64KiB)
  --slice N    a slice: 1 to 9 (4)
  --save WORD  saves: yes, no (yes)
  --answers    unfold the answers to the questions
  --no-pager   print a long page at once, without $PAGER
  --width N    columns of the output, 40 to 200
  --json       one JSON object instead of text
  --help       this text

Sizes: 4096, 64KiB, 1MiB, 1e6.
`.slice(1);

Deno.test(
  readingTest(
    "what a lesson takes and what it calls its own are different options",
    async () => {
      const inTable = optionsOf("lesson").map(({ name }) => name);
      for (const folder of readLessons()) {
        const { takes = [], knobs } = await loadLesson(folder);
        for (const name of takes) assert(inTable.includes(name), name);
        for (const { name } of knobs) assert(!inTable.includes(name), name);
      }
    },
  ),
);

Deno.test("nothing typed makes the usual job", () => {
  const { job, keepsTrace, knobs, file } = settingOf([]);
  assertEquals(job, makeJob());
  assertEquals(keepsTrace, true);
  assertEquals(knobs, { slice: 4, save: "yes" });
  assertEquals(file(), generateFile(job.fileBytes));
});

Deno.test("every option of a job sets its part of it", () => {
  for (const { name, sets, choices } of optionsOfLesson(sending)) {
    if (sets === undefined) continue;
    const { job } = settingOf([`--${name}`, choices?.[1] ?? "8KiB"]);
    assertEquals(job[sets], choices?.[1] ?? 8192, name);
  }
});

Deno.test("the other options of a lesson change its setting", () => {
  const typed = "--no-trace --slice 9 --save no --strategy gather";
  const { job, keepsTrace, knobs } = settingOf(typed.split(" "));
  assertEquals(job, makeJob());
  assertEquals(keepsTrace, false);
  assertEquals(knobs, { slice: 9, save: "no", strategy: "sendfile + gather" });
});

Deno.test("a strategy is named, or a part that only one has", () => {
  const found = (strategy: string): unknown =>
    settingOf(["--strategy", strategy]).knobs.strategy;
  for (const name of sending.compares!) {
    for (const typed of [name, name.toUpperCase(), name.replaceAll(" ", "")]) {
      assertEquals(found(typed), name);
    }
  }
  assertEquals(found("gather"), "sendfile + gather");
  assertEquals(found("read-write"), "read + write");
  const suggested = {
    fast: '"read + write"',
    "": '"read + write"',
    send: "sendfile",
  };
  for (const [typed, name] of Object.entries(suggested)) {
    const found = typed === "" ? "it has no value" : `it is "${typed}"`;
    assertEquals(
      refusal(["--strategy", typed]),
      `--strategy takes ${sending.compares!.join(", ")}: ${found}. ` +
        `Try: --strategy ${name}`,
    );
  }
});

Deno.test("an empty file is sent in pieces of a byte", () => {
  const { job, file } = settingOf(["--size", "0"]);
  assertEquals([job.fileBytes, job.bufferBytes, file().length], [0, 1, 0]);
});

Deno.test("a value that an option does not take is refused", () => {
  const bad =
    "size=-5 size=10PiB buffer=0 page=0 cache=hot nic=none slice=10 " +
    "save=maybe";
  for (const one of bad.split(" ")) {
    const [name, value] = one.split("=");
    const says = refusal([`--${name}`, value!]);
    assert(says.startsWith(`--${name} takes `), says);
    assert(says.includes(`: it is "${value}". Try: --`), says);
  }
  for (const page of ["0", "1", "1000", "256", "4MiB", "1PiB", "x"]) {
    assertEquals(
      refusal(["--page", page]),
      "--page takes a power of two from 512 B to 2 MiB: " +
        `it is "${page}". Try: --page 4KiB`,
    );
  }
});

Deno.test("a job too large to move is refused, unless it is only counted", () => {
  const size = String(mostMovedBytes + 1);
  assertEquals(
    refusal(["--size", size]),
    "The model moves files up to 1 GiB, and counts larger ones: this one " +
      `has 1,073,741,825 bytes. Try: --size ${size} --no-trace`,
  );
  const pieces = String(mostMovedPieces + 1);
  assertEquals(
    refusal(["--size", pieces, "--buffer", "1"]),
    "The model moves up to 1,048,576 pieces, and counts more: these are " +
      `1,048,577. Try: --size ${pieces} --buffer 1 --no-trace`,
  );
  const kept = String(mostKeptPieces + 1);
  assertEquals(
    refusal(["--size", kept, "--buffer", "1", "--json"]),
    "The model keeps the events of up to 10,000 pieces: these are 10,001. " +
      `Try: --size ${kept} --buffer 1 --no-trace`,
  );
  assertEquals(settingOf(["--size", "1GiB"]).job.fileBytes, mostMovedBytes);
  const counted = settingOf(["--size", "1PiB", "--no-trace"]);
  assertEquals(counted.job.fileBytes, 2 ** 50);
  assertEquals(settingOf(["--size", "1TiB"], sizing).job.fileBytes, 2 ** 40);
});

Deno.test(
  temporaryTest(
    "every byte of a file is sent, and it is read once",
    (folder) => {
      for (const size of [0, 1, 4097]) {
        const bytes = generateFile(size, 7);
        const path = `${folder}/some file`;
        Deno.writeFileSync(path, bytes);
        const { job, file } = settingOf(["--file", path]);
        assertEquals(job, makeJob({ fileBytes: size }));
        assertEquals(file(), bytes);
        assertStrictEquals(file(), file());
        assertEquals(
          refusal(["--file", path, "--size", "3"]),
          "Give --file or --size, not both: a file has its own size. " +
            "Try: --size 1MiB",
        );
      }
    },
  ),
);

Deno.test(
  temporaryTest(
    "what is no file, or too large, is refused with its state",
    (folder) => {
      const says = (path: string, lesson?: Lesson): string => {
        const [taken, state] = refusal(["--file", path], lesson).split(": ", 2);
        assertEquals(taken, "--file takes a file that can be read");
        return state!;
      };
      const next = ". Try";
      assertEquals(says(""), `it has no value${next}`);
      assertEquals(says(folder), `"${folder}" is not a regular file${next}`);
      const none = `${folder}/none`;
      assertEquals(says(none), `"${none}" does not exist${next}`);
      const large = `${folder}/large`;
      Deno.writeFileSync(large, new Uint8Array(0));
      assert(says(`${large}/below`).startsWith(`"${large}/below" cannot be `));
      Deno.truncateSync(large, mostMovedBytes + 1);
      assertEquals(
        says(large),
        `"${large}" has 1,073,741,825 bytes, more than the model moves${next}`,
      );
      const tryThis = "Try: --size 1073741825";
      const sent = refusal(["--file", large]);
      assert(sent.endsWith(`${tryThis} --no-trace`), sent);
      assert(refusal(["--file", large], sizing).endsWith(tryThis));
      const closed = `${folder}/closed`;
      Deno.writeFileSync(closed, new Uint8Array(1), { mode: 0o000 });
      // An administrator may read everything: there is nothing to refuse then.
      if (isReadable(closed)) return;
      const reason = "cannot be read (PermissionDenied)";
      assertEquals(says(closed), `"${closed}" ${reason}${next}`);
    },
  ),
);

function isReadable(path: string): boolean {
  try {
    Deno.readFileSync(path);
    return true;
  } catch {
    return false;
  }
}
