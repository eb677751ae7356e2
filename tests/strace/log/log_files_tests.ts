import { assertEquals, assertThrows } from "@std/assert";
import {
  groupFiles,
  LogFileError,
  openLogs,
} from "../../../lib/strace/log/log_files.ts";
import { readingTest } from "../../source_tree.ts";

const traces = new URL("../traces/", import.meta.url).pathname;

/** The paths of recorded logs. */
function recorded(...names: string[]): string[] {
  return names.map((name) => `${traces}${name}.strace`);
}

/** The text of each log that files hold. */
function read(paths: readonly string[]): { text: string; unsure: number }[] {
  return [
    ...openLogs(paths).map(({ pieces, unsure }) => {
      const text = [...pieces].join("");
      return { text, unsure: unsure().times };
    }),
  ];
}

Deno.test("groupFiles() finds the files that strace -ff has written", () => {
  const paths = ["b", "a.20", "a.3", "-", "c.3", "b", "d.7.txt", "d.6.txt"];
  assertEquals(groupFiles(paths), [
    ["b"],
    ["a.3", "a.20"],
    ["-"],
    ["c.3"],
    ["b"],
    ["d.6.txt", "d.7.txt"],
  ]);
});

Deno.test(
  readingTest("openLogs() reads a file of its own as one log", () => {
    const [cat, cp] = recorded("cat_file", "cp") as [string, string];
    const texts = [cat, cp].map((path) => Deno.readTextFileSync(path));
    assertEquals(
      read([cat, cp]),
      texts.map((text) => ({ text, unsure: 0 })),
    );
  }),
);

Deno.test(
  readingTest("openLogs() merges the files of threads, by their times", () => {
    const names = [17945, 17928, 17944].map((pid) => `python_threads.${pid}`);
    const [log, ...others] = read(recorded(...names));
    assertEquals([others, log!.unsure], [[], 0]);
    const lines = log!.text.trimEnd().split("\n");
    const times = lines.map((line) => line.split(" ")[1]!);
    assertEquals(times, times.toSorted());
    for (const [index, path] of recorded(...names).entries()) {
      const start = `${names[index]!.split(".")[1]} `;
      const own = lines.filter((line) => line.startsWith(start))
        .map((line) => `${line.slice(start.length)}\n`);
      assertEquals(own.join(""), Deno.readTextFileSync(path));
    }
  }),
);

Deno.test(
  readingTest("openLogs() refuses what is no log, with one line", () => {
    const [cat] = recorded("cat_file");
    // That a file is empty or no text, tests/cli/trace_tests.ts asks, which may write some.
    const refused: readonly (readonly [string, string])[] = [
      [`${traces}none`, "is not there"],
      [traces, "is a folder"],
    ];
    for (const [path, state] of refused) {
      const error = assertThrows(() => read([cat!, path]), LogFileError);
      assertEquals(error.message, `"${path}" ${state}`);
    }
  }),
);

Deno.test("openLogs() says what is wrong with what cannot be opened or is a folder", () => {
  const fails = (code: string) => (): never => {
    throw Object.assign(new Error("The kernel refused it"), { code });
  };
  const { openSync, stdin } = Deno;
  const { readSync } = stdin;
  try {
    Deno.openSync = fails("EMFILE");
    const says = '"m.279" cannot be opened besides the others: too many open';
    assertThrows(() => read(["m.279"]), LogFileError, says);
    stdin.readSync = fails("EISDIR");
    assertThrows(() => read(["-"]), LogFileError, "Standard input is a folder");
  } finally {
    Deno.openSync = openSync;
    stdin.readSync = readSync;
  }
});
