import { assertEquals, assertMatch } from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import {
  clearScreen,
  columnsRange,
  complain,
  fitText,
  isPrinted,
  print,
  terminalCanClear,
  terminalColumns,
  terminalIsColored,
} from "../../lib/cli/output.ts";

/** Runs something with members of an object replaced. */
function replacing<Target extends object, Result>(
  target: Target,
  parts: Partial<Target>,
  act: () => Result,
): Result {
  const before = Object.fromEntries(
    Object.keys(parts).map((name) => [name, target[name as keyof Target]]),
  );
  Object.assign(target, parts);
  try {
    return act();
  } finally {
    Object.assign(target, before);
  }
}

/** How many columns are written to a terminal that says it has so many. */
function columnsOf(columns: number): number {
  const isTerminal = (): boolean => true;
  const consoleSize = (): { columns: number; rows: number } => {
    if (columns < 0) throw new Error("no terminal");
    return { columns, rows: 24 };
  };
  return replacing(
    Deno.stdout,
    { isTerminal },
    () => replacing(Deno, { consoleSize }, terminalColumns),
  );
}

/** What is written to a stream that takes so many bytes at a time. */
function written(
  stream: typeof Deno.stdout,
  act: () => void,
  most: number,
): string {
  const chunks: number[] = [];
  const writeSync = (bytes: Uint8Array): number => {
    const taken = bytes.subarray(0, most);
    chunks.push(...taken);
    return taken.length;
  };
  replacing(stream, { writeSync }, act);
  return new TextDecoder().decode(new Uint8Array(chunks));
}

Deno.test("a terminal is used up to a width that can be read", () => {
  const widths = [30, 40, 60, 99, 100, 101, 300].map(columnsOf);
  assertEquals(widths, [40, 40, 60, 99, 100, 100, 100]);
});

Deno.test("a terminal that does not know its width has 80 columns", () => {
  assertEquals([0, -1].map(columnsOf), [80, 80]);
});

Deno.test("what is no terminal has 80 columns and no colours", () => {
  const isTerminal = (): boolean => false;
  replacing(Deno.stdout, { isTerminal }, () => {
    assertEquals(terminalColumns(), 80);
    assertEquals(terminalIsColored(), false);
  });
});

/** Whether something holds for a terminal that calls itself so, or for a file. */
function holdsFor(
  term: string | undefined,
  act: () => boolean,
  isTerminal = true,
): boolean {
  const state = { state: "granted" } as Deno.PermissionStatus;
  return replacing(
    Deno.stdout,
    { isTerminal: () => isTerminal },
    () =>
      replacing(
        Deno.permissions,
        { querySync: () => state },
        () => replacing(Deno.env, { get: () => term }, act),
      ),
  );
}

Deno.test("a terminal has colours unless NO_COLOR is set, or it is dumb", () => {
  const before = Object.getOwnPropertyDescriptor(Deno, "noColor")!;
  const isColored = (term: string | undefined, noColor: boolean): boolean => {
    Object.defineProperty(Deno, "noColor", {
      configurable: true,
      get: () => noColor,
    });
    return holdsFor(term, terminalIsColored);
  };
  try {
    assertEquals(isColored("xterm", false), true);
    assertEquals(isColored(undefined, false), true, "as on Windows");
    assertEquals(isColored("dumb", false), false);
    assertEquals(isColored("xterm", true), false);
  } finally {
    Object.defineProperty(Deno, "noColor", before);
  }
});

Deno.test("each task that may colour what it prints may ask whether the terminal is dumb", () => {
  const coloured = ["lesson", "grade", "watch", "hint", "solution", "lab"];
  for (const name of coloured) {
    const { command } = config.tasks[name as keyof typeof config.tasks];
    assertMatch(command, /--allow-env=\S*\bTERM\b/, name);
  }
});

Deno.test("a screen is emptied in a terminal that can, and what was scrolled away stays", () => {
  assertEquals(holdsFor("xterm", terminalCanClear), true);
  assertEquals(holdsFor(undefined, terminalCanClear), true, "as on Windows");
  assertEquals(holdsFor("dumb", terminalCanClear), false);
  assertEquals(holdsFor("xterm", terminalCanClear, false), false);
  assertEquals(clearScreen.includes("3J"), false);
});

Deno.test("the widths that a terminal may have are in the range of --width", () => {
  const [least, most] = columnsRange;
  for (const columns of [30, 300].map(columnsOf)) {
    assertEquals(columns >= least && columns <= most, true);
  }
});

Deno.test("print() writes all of a text, also to a stream that takes a little at a time", () => {
  const text = "页缓存 → nic\n".repeat(9);
  for (const most of [1, 2, 7, 1000]) {
    assertEquals(written(Deno.stdout, () => print(text), most), text);
  }
});

Deno.test("fitText() breaks text for every terminal, and no command in it", () => {
  const commands = ["deno task solution 12.3", "deno task hint 12.3 2"];
  const text = `Of 5 we say: ${commands[0]}. And how far: ${commands[1]}, so.`;
  for (const columns of [40, 45, 60, 80]) {
    const lines = replacing(
      Deno.stdout,
      { isTerminal: () => true },
      () =>
        replacing(
          Deno,
          { consoleSize: () => ({ columns, rows: 9 }) },
          () => fitText(text),
        ),
    );
    assertEquals(lines.join(" "), text);
    for (const line of lines) assertEquals(line.length <= columns, true, line);
    for (const command of commands) {
      assertEquals(lines.some((line) => line.includes(command)), true, command);
    }
  }
});

Deno.test("complain() writes one line to standard error", () => {
  assertEquals(written(Deno.stderr, () => complain("so"), 9), "so\n");
});

Deno.test("print() ends without a word when its reader has gone, and with other errors does not", () => {
  const failing = (error: Error): () => void => {
    const writeSync = (): number => {
      throw error;
    };
    return () => replacing(Deno.stdout, { writeSync }, () => print("so"));
  };
  failing(new Deno.errors.BrokenPipe("gone"))();
  const writeSync = (): number => {
    throw new Deno.errors.BrokenPipe("gone");
  };
  const isRead = (): boolean => isPrinted("so");
  assertEquals(replacing(Deno.stdout, { writeSync }, isRead), false);
  assertEquals(
    written(Deno.stdout, () => assertEquals(isRead(), true), 9),
    "so",
  );
  let thrown: unknown;
  try {
    failing(new Deno.errors.PermissionDenied("no"))();
  } catch (error) {
    thrown = error;
  }
  assertEquals(thrown instanceof Deno.errors.PermissionDenied, true);
});
