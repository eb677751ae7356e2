import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { readSetting, readWidth } from "../../lib/cli/lesson_setting.ts";
import { UsageError } from "../../lib/cli/usage_error.ts";
import type { Given } from "../../lib/cli/values.ts";
import type { Lesson, Setting } from "../../lib/workbook/lesson.ts";
import {
  generateFile,
  makeJob,
  mostMovedBytes,
} from "../../lib/machine/job.ts";
import { textbook } from "../../lib/strategy/linux.ts";

const lesson: Lesson = {
  heeds: ["file", "size", "buffer", "page", "cache", "nic", "strategy"],
  knobs: [
    { name: "slice", says: "a slice", value: 4, range: [1, 9] },
    { name: "save", says: "saves", value: "yes", choices: ["yes", "no"] },
  ],
  model: () => ({ facts: {}, data: {} }),
  claims: [],
};

const fileBytes = new Uint8Array([1, 2, 3]);

function settingOf(given: Given, of = lesson): Setting {
  return readSetting(given, of, () => fileBytes);
}

function refusal(given: Given, of = lesson): string {
  return assertThrows(() => settingOf(given, of), UsageError).message;
}

Deno.test("readSetting() makes the usual job of nothing", () => {
  const { job, keepsTrace, knobs, file } = settingOf({});
  assertEquals(job, makeJob());
  assertEquals(keepsTrace, true);
  assertEquals(knobs, { slice: 4, save: "yes" });
  assertEquals(file(), generateFile(job.fileBytes));
});

Deno.test("readSetting() heeds every option of a job", () => {
  const { job, keepsTrace } = settingOf({
    size: "1MiB",
    buffer: "64k",
    page: "8KiB",
    cache: "warm",
    nic: "no-checksum",
    "no-trace": true,
  });
  assertEquals(job, {
    fileBytes: 2 ** 20,
    bufferBytes: 2 ** 16,
    pageBytes: 2 ** 13,
    cache: "warm",
    nic: "no-checksum",
  });
  assertEquals(keepsTrace, false);
});

Deno.test("readSetting() sends the bytes of the file that was named", () => {
  const { job, file } = settingOf({ file: "x" });
  assertEquals(job, makeJob({ fileBytes: 3 }));
  assertStrictEquals(file(), fileBytes);
});

Deno.test("readSetting() sends an empty file, in pieces of a byte", () => {
  const { job, file } = settingOf({ size: "0" });
  assertEquals(job.fileBytes, 0);
  assertEquals(job.bufferBytes, 1);
  assertEquals(file().length, 0);
});

Deno.test("readSetting() reads the values of a lesson's own options", () => {
  const { knobs } = settingOf({ slice: "9", save: "no" });
  assertEquals(knobs, { slice: 9, save: "no" });
});

Deno.test("readSetting() finds a strategy by its name or by a part that no other has", () => {
  const found = (strategy: string): unknown =>
    settingOf({ strategy }).knobs.strategy;
  for (const { name } of textbook) {
    assertEquals(found(name), name);
    assertEquals(found(name.toUpperCase()), name);
    assertEquals(found(name.replaceAll(" ", "")), name);
  }
  assertEquals(found("gather"), "sendfile + gather");
  assertEquals(found("read-write"), "read + write");
  assertEquals(found("mmap"), "mmap + write");
  assertEquals("strategy" in settingOf({}).knobs, false);
});

Deno.test("readSetting() refuses a strategy that is none, or several", () => {
  const names = textbook.map(({ name }) => name).join(", ");
  assertEquals(
    refusal({ strategy: "fast" }),
    `--strategy takes ${names}: it is "fast". Try: --strategy "read + write"`,
  );
  assertEquals(
    refusal({ strategy: "send" }),
    `--strategy takes ${names}: it is "send". Try: --strategy sendfile`,
  );
  assertEquals(
    refusal({ strategy: "" }),
    `--strategy takes ${names}: it has no value. ` +
      'Try: --strategy "read + write"',
  );
});

Deno.test("readSetting() refuses values that an option does not take", () => {
  const bad: Given[] = [
    { size: "-5" },
    { size: "10PiB" },
    { buffer: "0" },
    { page: "0" },
    { cache: "hot" },
    { nic: "none" },
    { slice: "10" },
    { save: "maybe" },
  ];
  for (const given of bad) {
    const [[name, value]] = Object.entries(given) as [[string, string]];
    const says = refusal(given);
    assertEquals(says.startsWith(`--${name} takes `), true, says);
    assertEquals(says.includes(`: it is "${value}". Try: --`), true, says);
  }
  for (const page of ["1000", "256", "4MiB"]) {
    assertEquals(
      refusal({ page }),
      "--page takes a power of two from 512 B to 2 MiB: " +
        `it is "${page}". Try: --page 4KiB`,
    );
  }
});

Deno.test("readSetting() refuses a file and a size at once", () => {
  assertEquals(
    refusal({ file: "x", size: "3" }),
    "Give --file or --size, not both: a file has its own size. " +
      "Try: --size 1MiB",
  );
});

Deno.test("readSetting() refuses a file too large to move, unless it is only counted", () => {
  const size = String(mostMovedBytes + 1);
  assertEquals(
    refusal({ size }),
    "The model moves files up to 1 GiB, and counts larger ones: this one " +
      `has 1,073,741,825 bytes. Try: --size ${size} --no-trace`,
  );
  assertEquals(settingOf({ size: "1GiB" }).job.fileBytes, mostMovedBytes);
  const counted = settingOf({ size: "1PiB", "no-trace": true });
  assertEquals(counted.job.fileBytes, 2 ** 50);
  const taker: Lesson = { ...lesson, heeds: ["size"] };
  assertEquals(settingOf({ size: "1TiB" }, taker).job.fileBytes, 2 ** 40);
});

Deno.test("readWidth() reads the width of the output, or nothing", () => {
  assertEquals(readWidth({}), undefined);
  assertEquals(readWidth({ width: "40" }), 40);
  assertEquals(readWidth({ width: "200" }), 200);
  for (const width of ["39", "201", "60.5", "", "wide"]) {
    const { message } = assertThrows(() => readWidth({ width }), UsageError);
    assertEquals(message.endsWith("Try: --width 80"), true, message);
  }
});
