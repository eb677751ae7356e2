import { assertEquals, assertStringIncludes } from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import { runDeno, runningTest } from "../command.ts";

Deno.test(
  runningTest(
    "deno task serve says in one line that a port is no port",
    async () => {
      const [, ...task] = config.tasks.serve.command.split(" ");
      const { code, out, err } = await runDeno([...task, "--port", "70000"]);
      assertEquals([code, out], [2, ""]);
      assertEquals(
        err,
        '--port takes a whole number from 1 to 65535: it is "70000". ' +
          "Try: deno task serve --port 8001\n",
      );
    },
  ),
);

Deno.test("deno task serve opens itself to this machine only", () => {
  assertStringIncludes(config.tasks.serve.command, "--allow-net=127.0.0.1 ");
});
