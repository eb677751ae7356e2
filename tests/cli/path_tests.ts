import { assertEquals } from "@std/assert";
import { typedPath } from "../../lib/cli/path.ts";
import { runningTest } from "../command.ts";

const canSet = Deno.permissions.querySync({ name: "env" }).state === "granted";

Deno.test({
  ...runningTest(
    "typedPath() leads from the folder in which a task was typed",
    () => {
      const before = Deno.env.get("INIT_CWD");
      try {
        Deno.env.set("INIT_CWD", "/home/ada");
        assertEquals(typedPath("a/b"), "/home/ada/a/b");
        assertEquals(typedPath("../b"), "/home/ada/../b");
        for (const path of ["/a", "C:\\a", "c:/a", "\\\\host\\a"]) {
          assertEquals(typedPath(path), path);
        }
        Deno.env.delete("INIT_CWD");
        assertEquals(typedPath("a"), "a");
      } finally {
        if (before === undefined) Deno.env.delete("INIT_CWD");
        else Deno.env.set("INIT_CWD", before);
      }
      return Promise.resolve();
    },
  ),
  ignore: !canSet,
});
