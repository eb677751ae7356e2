import { assertEquals, assertMatch } from "@std/assert";
import { addressesOf } from "../../lib/cli/room.ts";
import { runTaskAlone, temporaryTest } from "../command.ts";
import { Workbook } from "../workbook.ts";

Deno.test("of the addresses of this machine those stand first that others can reach", () => {
  const of = (name: string, address: string, family = "IPv4"): never =>
    ({ name, address, family }) as never;
  assertEquals(
    addressesOf([
      of("lo", "127.0.0.1"),
      of("docker0", "172.17.0.1"),
      of("eth0", "fe80::1", "IPv6"),
      of("eth1", "169.254.7.7"),
      of("wlan0", "192.168.0.7"),
    ]),
    ["192.168.0.7", "172.17.0.1"],
  );
  assertEquals(addressesOf([]), []);
});

Deno.test(
  temporaryTest(
    "room --forget says what it has done; a bad port, or what no room has kept, is refused",
    async (folder) => {
      const { top } = new Workbook(folder);
      const room = (...args: string[]): ReturnType<typeof runTaskAlone> =>
        runTaskAlone("room", args, { top });
      assertEquals(await room("--forget"), {
        code: 0,
        out: "Nothing was kept in .room/.\n",
        err: "",
      });
      const bad = await room("--port", "0");
      assertEquals([bad.code, bad.out], [2, ""]);
      Deno.mkdirSync(`${top}/.room`);
      Deno.writeTextFileSync(`${top}/.room/room.json`, "{}");
      const other = await room("--local");
      assertEquals([other.code, other.out], [2, ""]);
      assertMatch(other.err, /^\.room\/room\.json must be .* --forget\n$/);
      const { out } = await room("--forget");
      assertEquals(out, "What was kept in .room/ is deleted.\n");
    },
  ),
);
