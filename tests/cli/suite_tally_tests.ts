import { assertEquals, assertStringIncludes } from "@std/assert";
import { addUp, judge, summary } from "../../lib/cli/suite_tally.ts";

Deno.test("judge() reads the last line of deno test, with and without steps", () => {
  const samples = [
    { line: "ok | 12 passed | 0 failed (5ms)", tally: [12, 0, 0] },
    { line: "ok | 2 passed (31 steps) | 0 failed (7ms)", tally: [2, 0, 0] },
    { line: "ok | 1 passed | 0 failed | 3 ignored (1s)", tally: [1, 0, 3] },
    {
      line:
        "FAILED | 2 passed (1 step) | 4 failed (1 step) | 5 ignored (1 step) (8ms)",
      tally: [2, 4, 5],
    },
    {
      line: "ok | 7 passed | 0 failed | 9 filtered out (8ms)",
      tally: [7, 0, 0],
    },
    {
      line: "ok | 7 passed | 0 failed | 1 ignored | 9 filtered out (8ms)",
      tally: [7, 0, 1],
    },
    {
      line:
        "\x1b[0m\x1b[32mok\x1b[0m | 3 passed | 0 failed \x1b[0m\x1b[38;5;245m(8ms)\x1b[0m",
      tally: [3, 0, 0],
    },
  ];
  for (const { line, tally: [passed, failed, skipped] } of samples) {
    const output = `running 1 test from ./a_test.ts\na ... ok\r\n\n${line}\n\n`;
    assertEquals<unknown>(
      judge(output, failed === 0 ? 0 : 1),
      { tally: { passed, failed, skipped } },
      line,
    );
  }
});

Deno.test("judge() believes the last result, not one that a test printed", () => {
  const output = "ok | 99 passed | 0 failed (1ms)\nb ... FAILED\n" +
    "FAILED | 1 passed | 1 failed (5ms)\n";
  const { tally } = judge(output, 1);
  assertEquals(tally, { passed: 1, failed: 1, skipped: 0 });
});

Deno.test("judge() passes on what the tests reported", () => {
  const good = judge("ok | 3 passed | 0 failed | 1 ignored (1ms)\n", 0);
  assertEquals(good, { tally: { passed: 3, failed: 0, skipped: 1 } });
  const bad = judge("FAILED | 3 passed | 2 failed (1ms)\n", 1);
  assertEquals(bad, { tally: { passed: 3, failed: 2, skipped: 0 } });
});

Deno.test("judge() counts a part without a result as one failure", () => {
  const outputs = ["", "a ... ok (1ms)\n", "it is ok | 3 passed\n"];
  for (const output of [...outputs, "error: Type checking failed.\n"]) {
    for (const code of [0, 1, 137]) {
      const { tally, because } = judge(output, code);
      assertEquals(tally, { passed: 0, failed: 1, skipped: 0 }, output);
      assertStringIncludes(because ?? "", `exit code ${code}`);
    }
  }
});

Deno.test("judge() counts a bad end without a failed test as one failure", () => {
  const { tally, because } = judge("ok | 3 passed | 0 failed (1ms)\n", 1);
  assertEquals(tally, { passed: 3, failed: 1, skipped: 0 });
  assertStringIncludes(because ?? "", "no test failed");
});

Deno.test("judge() counts a part in which not one test ran as one failure", () => {
  for (const rest of ["", " | 4 ignored", " | 2 filtered out"]) {
    const { tally, because } = judge(
      `ok | 0 passed | 0 failed${rest} (1ms)`,
      0,
    );
    assertEquals(tally.failed, 1, rest);
    assertStringIncludes(because ?? "", "not one test ran");
  }
});

Deno.test("addUp() and summary() write the last line, with what was skipped if anything was", () => {
  const a = { passed: 3, failed: 0, skipped: 0 };
  const b = { passed: 4, failed: 2, skipped: 1 };
  assertEquals(summary(addUp([])), "0 passed, 0 failed");
  assertEquals(summary(addUp([a, a])), "6 passed, 0 failed");
  assertEquals(summary(addUp([a, b])), "7 passed, 2 failed, 1 skipped");
});
