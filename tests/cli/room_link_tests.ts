import { assert, assertEquals, assertThrows } from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import { roomTyped } from "../../lib/cli/room_link.ts";
import { optionsOf } from "../../lib/cli/options.ts";
import { sortArguments } from "../../lib/cli/typed.ts";
import { clearScreen } from "../../lib/cli/output.ts";
import { UsageError } from "../../lib/cli/usage_error.ts";
import { temporaryTest } from "../command.ts";
import { hasTerminals } from "../typing.ts";
import { Workbook } from "../workbook.ts";

/** Reads a room as it is typed. */
function typed(line: string): unknown {
  return roomTyped(sortArguments(line.split(" "), optionsOf("watch")));
}

Deno.test("a room is read as the leader's screen shows it, and a name as it is typed", () => {
  const joined = { address: "192.168.0.7:8050", name: "Ada" };
  assertEquals(typed("5 --room 192.168.0.7:8050 --as Ada"), joined);
  assertEquals(typed("--as Ada --room http://192.168.0.7:8050/"), joined);
  assertEquals(typed("5"), undefined);
});

Deno.test("no address, no port or no name is refused by what to type", () => {
  const refused: readonly (readonly [line: string, says: RegExp])[] = [
    [
      "--room 192.168.0.7 --as Ada",
      /HOST:PORT.* "192\.168\.0\.7"\. Try: --room/,
    ],
    ["--room 192.168.0.7:99999 --as Ada", /HOST:PORT/],
    ["--room 192.168.0.7:0 --as Ada", /HOST:PORT/],
    ["--room a/b:80 --as Ada", /HOST:PORT/],
    ["--room a..b:80 --as Ada", /HOST:PORT/],
    ["--room user@a:80 --as Ada", /HOST:PORT/],
    ["--room a:80", /needs --as.* Try: --room a:80 --as Ada$/],
    ["--room a:80 --as ---", /needs --as/],
    ["--as Ada", /--as is the name of somebody in a room\. Try: --room/],
  ];
  for (const [line, says] of refused) {
    const { message } = assertThrows(() => typed(line), UsageError);
    assertEquals(says.test(message), true, `${line}: ${message}`);
  }
});

Deno.test({
  ...temporaryTest(
    "in a terminal, what the room is told still stands there with the first grades",
    async (folder) => {
      const { top } = new Workbook(folder);
      const [, ...task] = config.tasks.watch.command.split(" ");
      // Nobody listens there.
      const room = ["5", "--room", "127.0.0.1:1", "--as", "Ada"];
      const command = [Deno.execPath(), ...task, ...room].join(" ");
      const child = new Deno.Command("script", {
        args: ["--quiet", "--return", "--command", command, "/dev/null"],
        cwd: top,
        env: { TERM: "xterm" },
        stdin: "piped",
        stdout: "piped",
      }).spawn();
      let out = "";
      const texts = child.stdout.pipeThrough(new TextDecoderStream());
      for await (const text of texts) {
        out += text;
        if (out.includes("Waiting for you to save")) break;
      }
      child.kill();
      await child.stdin.close().catch(() => {});
      await child.status;
      const told = out.indexOf("The leader at 127.0.0.1:1 sees of Ada");
      assert(told >= 0 && out.indexOf("Lesson 5.") > told, out);
      assert(out.lastIndexOf(clearScreen) < told, "it was taken away");
    },
  ),
  ...(hasTerminals() ? {} : { ignore: true }),
});
