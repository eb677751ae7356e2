/**
 * How long a command takes from start to exit, against a Deno program that does nothing.
 */
const root = new URL("../../", import.meta.url);
const empty = "data:application/typescript,";
const main = ["--allow-read", "--allow-env=INIT_CWD", "lib/cli/main.ts"];

for (
  const [name, args] of [
    ["empty program", [empty]],
    ["lesson", [...main, "lesson"]],
    ["lesson 3", [...main, "lesson", "3"]],
    ["lesson 8", [...main, "lesson", "8"]],
    ["lesson 10", [...main, "lesson", "10"]],
    ["trace", [...main, "trace", "lessons/11_in_the_wild/nginx.strace"]],
  ] as const
) {
  Deno.bench({
    name,
    group: "whole process",
    baseline: name === "empty program",
  }, async () => {
    const { code } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", ...args],
      cwd: root,
      stdout: "null",
    }).output();
    if (code !== 0) throw new Error(`${name} ended with ${code}`);
  });
}
