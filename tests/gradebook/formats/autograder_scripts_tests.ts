import { assert, assertMatch } from "@std/assert";
import {
  classroom50Script,
  runScript,
  setupScript,
} from "../../../lib/gradebook/formats/autograder_scripts.ts";

Deno.test("the scripts get the Deno that they are told, and no other", () => {
  for (const script of [setupScript("1.2.3"), classroom50Script("1.2.3")]) {
    assertMatch(script, /\bdeno@1\.2\.3\b/);
    assert(!/deno@(?!1\.2\.3)/.test(script));
  }
});

Deno.test("run_autograder is root for no longer than it must, and puts an open result first", () => {
  const order = ["runuser -u student", "open.json", "mv ", "homework autograde"]
    .map((word) => runScript.indexOf(word));
  assert(order.every((at, i) => at > (order[i - 1] ?? 0)), order.join());
  assert(runScript.startsWith("#!/usr/bin/env bash\n"));
});
