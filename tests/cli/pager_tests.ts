import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import { pathOf, root } from "../../lib/workbook/path.ts";
import { runningTest } from "../command.ts";
import { hasTerminals } from "../typing.ts";

/** What is typed, and how its first line and its last begin. The page has colours where nothing says otherwise. */
const cases:
  readonly (readonly [typed: string, begin: string, end?: string])[] = [
    ["PAGER='sed s/^/paged:/' lesson 8", "paged:\x1b[1m8. sendfile"],
    ["NO_COLOR=1 PAGER='sed s/^/paged:/' lesson 8", "paged:8. sendfile"],
    [
      "PAGER='sed s/^/paged:/' lesson 8 --detail",
      "paged:\x1b[1m8. sendfile",
      "  SHA-256",
    ],
    ["PAGER='sed \"s/^/a b:/\"' lesson 8", "a b:\x1b[1m8. sendfile"],
    ["PAGER='echo $LESS; cat' lesson 8", "-R mine"],
    ["unset LESS; PAGER='echo $LESS; cat' lesson 8", "-R FX"],
    ["PAGER=\"sed 's/^/a b:/' | cat\" lesson 8", "a b:\x1b[1m8. sendfile"],
    ["PAGER='no-such-pager 2>&-; exit $?' lesson 8", "\x1b[1m8. sendfile"],
    [
      // A less that says how it was started.
      `D=$(mktemp -d); printf '#!/bin/sh\necho "$@"; cat' > "$D/less"; ` +
      'chmod +x "$D/less"; PATH="$D:$PATH" lesson 8; rm -r "$D"',
      "-R -Psspace goes on, b back, q leaves",
    ],
    ["PAGER='head -n 1' lesson 8", "\x1b[1m8. sendfile", "\x1b[1m8. sendfile"],
    ["PAGER=false lesson 8", "", ""],
    ["PAGER='sed s/^/paged:/' lesson 8 --no-pager", "\x1b[1m8. sendfile"],
    ["PAGER='sed s/^/paged:/' TERM=dumb lesson 8", "8. sendfile"],
    ["PAGER='sed s/^/paged:/' lesson 8 </dev/null", "\x1b[1m8. sendfile"],
    ["PAGER='sed s/^/paged:/' lesson 8 | cat", "8. sendfile"],
    ["PAGER='sed s/^/paged:/' lesson 8 --json", "{", "}"],
    ["PAGER= lesson 8", "\x1b[1m8. sendfile"],
    ["PAGER=cat lesson 8", "\x1b[1m8. sendfile"],
    ["PAGER=no-such-pager lesson 8", "\x1b[1m8. sendfile"],
    ["PAGER=./README.md lesson 8", "\x1b[1m8. sendfile"],
    ["stty rows 999; PAGER='sed s/^/paged:/' lesson 8", "\x1b[1m8. sendfile"],
  ];

/** Types commands in one terminal, and gives what each of them printed. */
async function typeIn(commands: readonly string[]): Promise<string[]> {
  const [, ...task] = config.tasks.lesson.command.split(" ");
  const script = [
    `lesson() { shift; "$DENO" ${task.join(" ")} "$@"; }`,
    "stty rows 20 cols 90",
    ...commands.map((command) =>
      `${command.replace("lesson 8", "lesson lesson 8")}; echo "code $?"`
    ),
  ].join("\n");
  const packages = Deno.env.get("DENO_DIR");
  const child = new Deno.Command("script", {
    args: ["--quiet", "--return", "--command", script, "/dev/null"],
    cwd: pathOf(root),
    clearEnv: true,
    env: {
      ...packages === undefined ? {} : { DENO_DIR: packages },
      DENO: Deno.execPath(),
      HOME: Deno.env.get("HOME") ?? "",
      PATH: Deno.env.get("PATH") ?? "",
      LESS: "mine",
      TERM: "xterm",
    },
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const out = await new Response(child.stdout).text();
  await child.stdin.close();
  await child.status;
  return out.replaceAll("\r\n", "\n").split(/(?<=^code \d+\n)/m);
}

Deno.test({
  ...runningTest(
    "a long page goes through the pager where somebody reads it, and nowhere else",
    async () => {
      const printed = await typeIn(cases.map(([typed]) => typed));
      assertEquals(printed.length, cases.length, printed.join("\n--\n"));
      for (const [i, [typed, begin, end = "[10] "]] of cases.entries()) {
        const lines = printed[i]!.split("\n").slice(0, -1);
        assertEquals(lines.pop(), "code 0", typed);
        assertStringIncludes(lines[0] ?? "", begin, typed);
        assert((lines[0] ?? "").startsWith(begin), `${typed}: ${lines[0]}`);
        const last = lines.at(-1) ?? "";
        const told = last.replace(/^(?:paged|a b):/, "");
        assert(told.startsWith(end), `${typed}: ${last}`);
        assert(!/\n\s+at |rror:/.test(printed[i]!), printed[i]);
      }
    },
  ),
  ...(hasTerminals() ? {} : { ignore: true }),
});
