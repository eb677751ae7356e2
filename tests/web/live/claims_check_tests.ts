import { assertEquals } from "@std/assert";
import { checkClaims, sayHeld } from "../../../lib/web/live/claims_check.ts";
import { liveLessons } from "./lessons.ts";

const rest = (): Promise<void> => Promise.resolve();

Deno.test("all claims of the lessons hold where no terminal is", async () => {
  for (const [, { claims }] of liveLessons) {
    const held = await checkClaims(claims, rest);
    assertEquals(
      sayHeld(held),
      `Run in this browser: all ${held.length} hold.`,
    );
  }
});

Deno.test("a claim that fails, or breaks, does not hold", async () => {
  const claims = [() => true, () => false, () => {
    throw new Error("broken");
  }].map((holds) => ({ says: "", holds }));
  const held = await checkClaims(claims, rest);
  assertEquals(held, [true, false, false]);
  assertEquals(sayHeld(held), "Run in this browser: 2 of 3 do not hold.");
  assertEquals(sayHeld([false]), "Run in this browser: 1 of 1 does not hold.");
});
