import { assertEquals, assertThrows } from "@std/assert";
import { roomTyped } from "../../lib/cli/told_room.ts";
import { optionsOf } from "../../lib/cli/options.ts";
import { sortArguments } from "../../lib/cli/typed.ts";
import { UsageError } from "../../lib/cli/usage_error.ts";

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
