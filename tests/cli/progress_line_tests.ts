import { assertEquals } from "@std/assert";
import { ProgressLine } from "../../lib/cli/progress_line.ts";

/** What is written to standard error, a terminal or none, while something is done. */
function written(
  isTerminal: boolean,
  act: () => void,
  term = "xterm",
): string {
  const { isTerminal: wasTerminal, writeSync } = Deno.stderr;
  const { get } = Deno.env;
  const { querySync } = Deno.permissions;
  Deno.env.get = () => term;
  Deno.permissions.querySync =
    () => ({ state: "granted" } as Deno.PermissionStatus);
  let text = "";
  Deno.stderr.isTerminal = () => isTerminal;
  Deno.stderr.writeSync = (bytes) => {
    text += new TextDecoder().decode(bytes);
    return bytes.length;
  };
  try {
    act();
  } finally {
    Deno.stderr.isTerminal = wasTerminal;
    Deno.stderr.writeSync = writeSync;
    Deno.env.get = get;
    Deno.permissions.querySync = querySync;
  }
  return text;
}

/** What stands in the one line of a terminal after it has got a text. */
function lineAfter(text: string): string {
  let line = "";
  let at = 0;
  for (const part of text.replaceAll("\x1b[K", "⌫").split(/([\r⌫])/)) {
    if (part === "\r") at = 0;
    else if (part === "⌫") line = line.slice(0, at);
    else {
      line = line.slice(0, at) + part + line.slice(at + part.length);
      at += part.length;
    }
  }
  return line;
}

Deno.test("ProgressLine shows only the last words, and nothing of longer ones before", () => {
  const lines: string[] = [];
  let text = "";
  for (const words of ["copies into a socket", "bench: 1 of 9 runs", "so"]) {
    text += written(true, () => new ProgressLine().show(words));
    lines.push(lineAfter(text));
  }
  assertEquals(lines, [
    "copies into a socket …",
    "bench: 1 of 9 runs …",
    "so …",
  ]);
});

Deno.test("ProgressLine leaves nothing on the terminal when it ends, well or not", () => {
  const text = written(true, () => {
    using progress = new ProgressLine();
    progress.show("copies into a socket");
  });
  assertEquals([lineAfter(text), text.includes("\n")], ["", false]);
  const failed = written(true, () => {
    try {
      using progress = new ProgressLine();
      progress.show("copies into a socket");
      throw new Error("so");
    } catch {
      // What it has left is what is looked at.
    }
  });
  assertEquals([failed.includes("copies"), lineAfter(failed)], [true, ""]);
});

Deno.test("ProgressLine writes nothing to what is no terminal, or a dumb one", () => {
  const show = (): void => {
    using progress = new ProgressLine();
    progress.show("copies into a socket");
  };
  assertEquals([written(false, show), written(true, show, "dumb")], ["", ""]);
});
