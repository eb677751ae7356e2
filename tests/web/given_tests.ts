import { assertEquals } from "@std/assert";
import { commandFor, readGiven, stepped } from "../../lib/web/given.ts";
import {
  type LessonOption,
  settingOptions,
} from "../../lib/workbook/lesson_options.ts";
import type { Lesson } from "../../lib/workbook/lesson.ts";

const lesson: Lesson = {
  sends: true,
  compares: ["read + write", "sendfile"],
  knobs: [
    { name: "frames", says: "frames", value: 3, range: [1, 8] },
    { name: "save", says: "saves", value: "yes", choices: ["yes", "no"] },
  ],
  model: () => ({ facts: {}, data: {} }),
  claims: [],
};
const options = settingOptions(lesson);

function optionOf(name: string): LessonOption {
  return options.find((option) => option.name === name)!;
}

Deno.test("what an address has is read as at a prompt, and what is usual is left out", () => {
  const { given, refused } = readGiven(options, {
    size: "1MiB",
    buffer: "4k",
    page: "4KiB",
    nic: "no-gather",
    strategy: "send",
    frames: "3",
    save: "no",
    t: "4200",
    file: "/etc/passwd",
  });
  const expected = {
    buffer: 4096,
    nic: "no-gather",
    save: "no",
    size: 2 ** 20,
  };
  assertEquals(given, { ...expected, strategy: "sendfile" });
  assertEquals(refused, {});
});

Deno.test("nonsense in an address is refused in one line, and the usual value stands for it", () => {
  const nonsense = ["", "x", "-1", "9e99", "1PiB1", "%", "__proto__", "null"];
  for (const text of nonsense) {
    const address = Object.fromEntries(
      options.map(({ name }) => [name, text]),
    );
    const { given, refused } = readGiven(options, address);
    assertEquals(given, {}, text);
    for (const { name, kind } of options) {
      if (kind === "path") continue;
      assertEquals(refused[name]?.startsWith(`--${name} takes `), true, name);
    }
  }
  assertEquals(readGiven(options, { size: "x" }).refused, {
    size: "--size takes a whole number of bytes from 0 to 1 PiB: " +
      'it is "x". Try: 64KiB',
  });
  const other = JSON.parse('{"__proto__":"1","constructor":"2"}');
  assertEquals(readGiven(options, other), { given: {}, refused: {} });
});

Deno.test("the command has what differs, quoted where a shell needs it", () => {
  const says = (given: Record<string, number | string>, fileName?: string) =>
    commandFor(8, options, { given, fileName });
  assertEquals(says({}), "deno task lesson 8");
  assertEquals(
    says({ nic: "no-gather", size: 2 ** 20, buffer: 1000 }),
    "deno task lesson 8 --size 1MiB --buffer 1000 --nic no-gather",
  );
  assertEquals(
    says({ size: 5, strategy: "read + write" }, "my file.txt"),
    'deno task lesson 8 --file "my file.txt" --strategy "read + write"',
  );
  const isCounted = true;
  assertEquals(
    commandFor(8, options, { given: {}, isCounted }),
    "deno task lesson 8 --no-trace",
  );
});

Deno.test("a step halves and doubles a size, and counts a number up and down, within its range", () => {
  const sizes = [[65536, 1, 131072], [65536, -1, 32768], [65000, 1, 65536]];
  for (const [from, by, to] of [...sizes, [0, 1, 1], [1, -1, 0], [3, -1, 2]]) {
    assertEquals(stepped(optionOf("size"), from!, by!), to);
  }
  assertEquals(stepped(optionOf("buffer"), 1, -1), 1);
  assertEquals(stepped(optionOf("page"), 2 ** 21, 1), 2 ** 21);
  assertEquals(stepped(optionOf("page"), 512, -1), 512);
  assertEquals(stepped(optionOf("frames"), 8, 1), 8);
  assertEquals(stepped(optionOf("frames"), 8, -1), 7);
});
