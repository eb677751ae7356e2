import { assert, assertEquals, assertRejects } from "@std/assert";
import {
  optionsOfLesson,
  readSetting,
} from "../../../lib/cli/lesson_setting.ts";
import { optionsOf } from "../../../lib/cli/options.ts";
import { sortArguments } from "../../../lib/cli/typed.ts";
import { commandFor, readGiven } from "../../../lib/web/given.ts";
import { LiveModel, movedMostBy } from "../../../lib/web/live/live_model.ts";
import type { Lesson, Setting } from "../../../lib/workbook/lesson.ts";
import {
  type LessonOption,
  settingOptions,
} from "../../../lib/workbook/lesson_options.ts";
import { saySize } from "../../../lib/text/say.ts";
import { sha256 } from "../../../lib/workbook/digest.ts";
import { pageFactsOf } from "../../../lib/workbook/page.ts";
import { splitWords } from "../../command.ts";
import { makeDice, type TestDice } from "../../dice.ts";
import { mayTakeLong } from "../../source_tree.ts";
import { liveLessons } from "./lessons.ts";

/** How many settings each lesson is tried with. */
const tries = mayTakeLong ? 30 : 4;

/** Rolls what a reader may type. */
function rollTyped(option: LessonOption, dice: TestDice): string | undefined {
  const { name, kind, choices, range, isPower } = option;
  if (kind === "path" || dice.below(3) === 0) return undefined;
  if (kind === "choice") {
    const word = dice.oneOf(choices!);
    return word === "measured" ? undefined : word;
  }
  if (isPower) return `${2 ** dice.between(9, 14)}`;
  if (kind === "size") {
    return name === "buffer"
      ? dice.oneOf(["4KiB", "1000", "8k", "64KiB", "1e5"])
      : dice.oneOf(["0", "1", "10KiB", "64kib", "100000", "12345"]);
  }
  const [least, most] = range!;
  return String(dice.between(least, Math.min(most, least + 99)));
}

/** What a command in a terminal makes of a line. */
function settingAt(prompt: string, lesson: Lesson): Setting {
  const [, , , , ...args] = splitWords(prompt);
  const typed = sortArguments(args, optionsOf("lesson"));
  return readSetting({ ...typed, options: optionsOfLesson(lesson) }, lesson);
}

for (const [number, lesson] of liveLessons) {
  Deno.test(`lesson ${number}: a page shows what the command beside it shows, for ${tries} settings`, async () => {
    const options = settingOptions(lesson);
    const model = new LiveModel(lesson);
    const dice = makeDice(number);
    for (let i = 0; i < tries; i++) {
      const address = Object.fromEntries(options.flatMap((option) => {
        const text = rollTyped(option, dice);
        return text === undefined ? [] : [[option.name, text]];
      }));
      const { given, refused } = readGiven(options, address);
      assertEquals(refused, {});
      const command = commandFor(number, options, { given });
      const columns = dice.between(40, 72);
      const { outcome } = await model.run(given);
      const setting = settingAt(command, lesson);
      const expected = await lesson.model(setting);
      assertEquals(
        model.factsOf(outcome, columns),
        pageFactsOf(expected, lesson.claims, 1, columns),
        command,
      );
      assertEquals(outcome.data, expected.data, command);
    }
  });
}

Deno.test("the usual setting differs in nothing, and another only in what it changes", async () => {
  for (const [, lesson] of liveLessons) {
    const { differing } = await new LiveModel(lesson).run({});
    assertEquals([...differing], []);
  }
  const [, gather] = liveLessons[7]!;
  const { differing } = await new LiveModel(gather).run({ nic: "no-gather" });
  assert(differing.has("counts") && differing.has("steps"));
  assert(!differing.has("calls") && !differing.has("claims"));
});

Deno.test("a job that is too large is counted, as --no-trace does, and says what is not told", async () => {
  for (const [number, lesson] of liveLessons) {
    if (!lesson.sends) continue;
    const model = new LiveModel(lesson);
    const given = { size: 2 ** 40, buffer: 2 ** 16 };
    const { outcome, tooLarge, untold, differing } = await model.run(given);
    const most = saySize(movedMostBy(lesson).bytes);
    const says = `This page moves files up to ${most}, and counts larger ones`;
    assert(tooLarge?.startsWith(says), tooLarge);
    assert(untold.has("steps") && untold.has("diagram"));
    assert(!untold.has("program") && !untold.has("arrival"));
    for (const name of untold) assert(differing.has(name), name);
    const options = settingOptions(lesson);
    const command = commandFor(number, options, { given, isCounted: true });
    const expected = await lesson.model(settingAt(command, lesson));
    for (const [name, draw] of Object.entries(outcome.facts)) {
      if (untold.has(name)) continue;
      assertEquals(draw(72), expected.facts[name]!(72), `${command}: ${name}`);
    }
  }
});

Deno.test("what this page does not move it counts, although the model could move it", async () => {
  const [, lesson] = liveLessons[4]!;
  const size = movedMostBy(lesson).bytes + 1;
  const { outcome, tooLarge } = await new LiveModel(lesson).run({ size });
  assert(tooLarge?.endsWith("this one has 16,777,217 bytes"));
  assertEquals(outcome.data.delivered, null);
  const pieces = { size: 2 ** 20, buffer: 2 };
  const other = await new LiveModel(lesson).run(pieces);
  assert(other.tooLarge?.startsWith("This page moves up to 2,048 pieces"));
});

Deno.test("a reader's file travels: its bytes arrive, and its size is that of the job", async () => {
  const bytes = new TextEncoder().encode("the very bytes");
  for (const [, lesson] of liveLessons) {
    if (!lesson.sends) continue;
    const { setting, outcome } = await new LiveModel(lesson).run({}, bytes);
    assertEquals(setting.job.fileBytes, bytes.length);
    const arrival = outcome.facts.arrival!(72).replaceAll(/\s+/g, " ");
    assert(arrival.includes(await sha256(bytes)), arrival);
  }
});

Deno.test("prices of a machine are refused in words, as there are none in a browser", async () => {
  const model = new LiveModel(liveLessons[9]![1]);
  await assertRejects(
    () => model.run({ cost: "measured" }),
    RangeError,
    "deno task lab --calibrate",
  );
});
