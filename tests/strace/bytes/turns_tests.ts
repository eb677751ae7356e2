import { assertEquals } from "@std/assert";
import { Target } from "../../../lib/strace/target.ts";
import { Turns } from "../../../lib/strace/bytes/turns.ts";

Deno.test("files are opened for those that wait, in the order in which they came", () => {
  const turns = new Turns();
  const [a, b, c] = ["a", "b", "c"].map((name) => new Target("socket", name));
  assertEquals(turns.next(), undefined);
  for (const target of [a!, b!, c!, b!]) turns.listened(target);
  assertEquals(turns.next()?.name, "a");
  turns.leave(b!);
  assertEquals(turns.next()?.name, "c");
  assertEquals(turns.next()?.name, "c");
  turns.leave(c!);
  assertEquals(turns.next(), undefined);
});
