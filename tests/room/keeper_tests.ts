import { assert, assertEquals, assertThrows } from "@std/assert";
import { forgetRoom, Keeper, readRoom } from "../../lib/room/keeper.ts";
import { emptyRoom } from "../../lib/room/room.ts";
import { urlOf } from "../../lib/workbook/path.ts";
import { temporaryTest } from "../command.ts";

Deno.test(
  temporaryTest(
    "what is kept is read again; many that come at once are written together",
    async (top) => {
      const folder = urlOf(`${top}/.room/`);
      assertEquals(readRoom(folder), undefined);
      let [begun, asked] = [0, 0];
      const empty = emptyRoom();
      const keeper = new Keeper(() => {
        asked++;
        return { ...empty, begun };
      }, folder);
      const all = Array.from({ length: 50 }, () => {
        begun++;
        return keeper.keep();
      });
      await Promise.all(all);
      assertEquals(readRoom(folder), { ...empty, begun: 50 });
      assertEquals(asked, 1);
      begun = 51;
      await keeper.keep();
      assertEquals(readRoom(folder)?.begun, 51);
      assert(forgetRoom(folder));
      assert(!forgetRoom(folder));
      assertEquals(readRoom(folder), undefined);
    },
  ),
);

Deno.test(
  temporaryTest("what no room has kept is refused", (top) => {
    const folder = urlOf(`${top}/.room/`);
    Deno.mkdirSync(folder);
    for (const text of ["", "{", "[]", '{"key":"7","people":[]}']) {
      Deno.writeTextFileSync(new URL("room.json", folder), text);
      assertThrows(() => readRoom(folder), SyntaxError);
    }
  }),
);
