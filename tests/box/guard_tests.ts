import { assert, assertEquals } from "@std/assert";
import { findGuard } from "../../lib/box/guard.ts";
import { runningTest } from "../command.ts";

Deno.test(
  runningTest(
    "findGuard() finds what holds, or says what is not limited",
    async () => {
      const { before, unlimited } = await findGuard();
      const has = (name: string): boolean => before.includes(name);
      assertEquals(
        [has("prlimit"), has("setpriv")].filter((one) => !one).length,
        unlimited.length,
      );
      if (before.length === 0) return;
      const { success } = await new Deno.Command(before[0]!, {
        args: [...before.slice(1), "true"],
      }).output();
      assert(success);
    },
  ),
);
