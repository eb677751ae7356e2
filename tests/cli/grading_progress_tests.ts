import { assert, assertEquals } from "@std/assert";
import { GradingProgress } from "../../lib/cli/grading_progress.ts";
import { displayWidth } from "../../lib/text/width.ts";

/** What is written to standard error, a terminal of some columns or none. */
function written(columns: number | undefined, act: () => void): string {
  const { isTerminal, writeSync } = Deno.stderr;
  const { consoleSize } = Deno;
  const { querySync } = Deno.permissions;
  Deno.permissions.querySync =
    () => ({ state: "denied" } as unknown as Deno.PermissionStatus);
  let text = "";
  Deno.stderr.isTerminal = () => columns !== undefined;
  Deno.stderr.writeSync = (bytes) => {
    text += new TextDecoder().decode(bytes);
    return bytes.length;
  };
  Object.assign(Deno, { consoleSize: () => ({ columns, rows: 20 }) });
  try {
    act();
  } finally {
    Object.assign(Deno, { consoleSize });
    Deno.permissions.querySync = querySync;
    Deno.stderr.isTerminal = isTerminal;
    Deno.stderr.writeSync = writeSync;
  }
  return text;
}

function gradeAll(of: number): void {
  using progress = new GradingProgress(of);
  for (let i = 0; i < of; i++) progress.addDone();
  progress.addAgain();
}

Deno.test("GradingProgress draws one line that fits, and leaves nothing of it", () => {
  for (const columns of [12, 40, 60, 80, 200]) {
    const text = written(columns, () => gradeAll(200));
    assertEquals(text.includes("\n"), false);
    const lines = text.replaceAll("\x1b[K", "").split("\r").slice(1);
    assertEquals(lines.at(-1), "");
    for (const line of lines) assert(displayWidth(line) < columns, line);
  }
});

Deno.test("GradingProgress says how far it is, and what is tried again", () => {
  const text = written(80, () => gradeAll(2));
  const lines = text.replaceAll("\x1b[K", "").split("\r").slice(1);
  assertEquals(lines, [
    `${"░".repeat(40)}  0 of 2 submissions graded …`,
    `${"█".repeat(20)}${"░".repeat(20)}  1 of 2 submissions graded …`,
    `${"█".repeat(40)}  2 of 2 submissions graded …`,
    `${"█".repeat(34)}  2 of 2 submissions graded, 1 again, alone …`,
    "",
  ]);
});

Deno.test("GradingProgress writes ten lines at the most where there is no terminal", () => {
  for (const all of [1, 7, 10, 11, 200, 1001]) {
    const lines = written(undefined, () => gradeAll(all)).trimEnd().split("\n");
    assert(lines.length <= 12, `${all}: ${lines.length}`);
    assertEquals(lines.at(-1), "what ran out of time: again, alone");
    assert(
      lines.at(-2)!.startsWith(`${all} of ${
        all.toString()
          .replace(/^1001$/, "1,001")
      } submission`),
      lines.at(-2),
    );
  }
});
