import { assert, assertEquals } from "@std/assert";
import {
  generateFile,
  makeJob,
  mostMovedBytes,
} from "../../lib/machine/job.ts";
import { measuredVm } from "../../lib/cost/cost.ts";
import {
  sayTooLarge,
  settingOf,
  settingOptions,
} from "../../lib/workbook/lesson_options.ts";
import type { Lesson, Setting } from "../../lib/workbook/lesson.ts";
import {
  exampleOf,
  quoteWord,
  sayRefused,
  valueIn,
  writeValue,
} from "../../lib/workbook/option_values.ts";

const lesson: Lesson = {
  takes: ["page"],
  compares: ["read + write", "sendfile"],
  knobs: [{ name: "frames", says: "frames", value: 3, range: [1, 8] }],
  model: () => ({ facts: {}, data: {} }),
  claims: [],
};

function made(
  given: Parameters<typeof settingOf>[1],
  bytes?: Uint8Array,
): Setting {
  return settingOf({ ...lesson, sends: true }, given, {
    bytes,
    keepsTrace: true,
    measuredPrices: () => measuredVm,
  });
}

Deno.test("the options of a setting are those of the job that a lesson takes, the strategy, its own", () => {
  const names = (one: Lesson): string =>
    settingOptions(one).map(({ name }) => name).join(" ");
  assertEquals(names(lesson), "page strategy frames");
  assertEquals(
    names({ ...lesson, sends: true }),
    "file size buffer page cache nic strategy frames",
  );
  const strategy = settingOptions(lesson).find(({ name }) =>
    name === "strategy"
  );
  assertEquals(strategy?.choices, lesson.compares);
});

Deno.test("no more of a file is made than is asked for", () => {
  const { file } = made({ size: 2 ** 50 });
  assertEquals(file(8), generateFile(8));
  const own = made({}, new Uint8Array([1, 2, 3]));
  assertEquals([own.file(2), own.file(9)].map((bytes) => [...bytes]), [
    [1, 2],
    [1, 2, 3],
  ]);
});

Deno.test("what was given makes the setting, and the usual values the rest", () => {
  const { job, knobs, file } = made({});
  assertEquals([job, knobs], [makeJob(), { frames: 3 }]);
  assertEquals(file(), generateFile(job.fileBytes));
  const other = made({
    size: 9,
    nic: "no-gather",
    frames: 8,
    strategy: "sendfile",
  });
  assertEquals(other.job, makeJob({ fileBytes: 9, nic: "no-gather" }));
  assertEquals(other.knobs, { frames: 8, strategy: "sendfile" });
  const bytes = new Uint8Array(7);
  assertEquals(made({ size: 9 }, bytes).job.fileBytes, 7);
  assertEquals(made({ size: 9 }, bytes).file(), bytes);
});

Deno.test("a job is too large by its bytes or by its pieces, for whoever moves it", () => {
  const most = { bytes: 1024, pieces: 2 };
  const says = (parts: Parameters<typeof makeJob>[0]): string | undefined =>
    sayTooLarge(makeJob(parts), most, "This page");
  assertEquals(says({ fileBytes: 1024, bufferBytes: 512 }), undefined);
  assertEquals(
    says({ fileBytes: 1025 }),
    "This page moves files up to 1 KiB, and counts larger ones: this one has 1,025 bytes",
  );
  assertEquals(
    says({ fileBytes: 1024, bufferBytes: 500 }),
    "This page moves up to 2 pieces, and counts more: these are 3",
  );
  assert(sayTooLarge(makeJob({ fileBytes: mostMovedBytes + 1 })));
});

Deno.test("every option takes its example and its usual value, as they are typed", () => {
  for (const option of settingOptions({ ...lesson, sends: true })) {
    assert(valueIn(option, exampleOf(option)) !== undefined, option.name);
    const { value } = option;
    if (typeof value !== "number") continue;
    assertEquals(valueIn(option, writeValue(option, value)), value);
  }
  const frames = settingOptions(lesson).at(-1)!;
  assertEquals(
    sayRefused(frames, "9"),
    '--frames takes a whole number from 1 to 8: it is "9"',
  );
});

Deno.test("a size is written short where that is all of it, and a word for one shell or the other", () => {
  const sizes = {
    1: "1",
    1000: "1000",
    1024: "1KiB",
    1536: "1.5KiB",
    1025: "1025",
    2097152: "2MiB",
  };
  for (const [bytes, typed] of Object.entries(sizes)) {
    assertEquals(writeValue({ kind: "size" }, Number(bytes)), typed);
  }
  assertEquals(quoteWord("no-gather"), "no-gather");
  assertEquals(quoteWord("read + write"), '"read + write"');
  assertEquals(quoteWord("a$b"), "'a$b'");
  assertEquals(quoteWord("a$b", true), '"a$b"');
});
