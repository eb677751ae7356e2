import { assert, assertEquals, assertMatch } from "@std/assert";
import { sayRefusal } from "../../../lib/evidence/program/refusals.ts";
import {
  plannableCalls,
  type PlannedCall,
} from "../../../lib/lab/program/planned_call.ts";

const codes = ["EINVAL", "EBADF", "EAGAIN", "EFAULT", "EPIPE", "ENOSPC"];

function say(
  call: PlannedCall["call"],
  code: string,
  ends: Partial<PlannedCall> = {},
): string {
  const planned = { step: 7, call, position: 0, bytes: 1, ...ends };
  return sayRefusal({ planned, call: `${call}(9)`, code });
}

Deno.test("sayRefusal() names the call, its step, the errno, the reason with its source, and what to try", () => {
  assertEquals(
    say("splice", "EINVAL", { from: "file", to: "end" }),
    "This kernel refuses splice at step 7: splice(9) failed with EINVAL, as neither of its two ends is a pipe (splice(2)). Try: splice into a pipe, and splice out of it (lesson 9).",
  );
  assertEquals(
    say("munmap", "EINVAL"),
    "This kernel refuses munmap at step 7: munmap(9) failed with EINVAL, as nothing is mapped, so the length is 0 (mmap(2)). Try: mmap before it.",
  );
});

Deno.test("one error has another reason at other ends", () => {
  const into = { from: "file", to: "pipe" } as const;
  const out = { from: "pipe", to: "end" } as const;
  assertMatch(
    say("splice", "EAGAIN", out),
    /as the pipe is empty, or what it fills is full, /,
  );
  assertMatch(say("splice", "EAGAIN", into), /as what it fills is full, /);
  assertMatch(say("splice", "EBADF", into), /as no pipe was made, /);
  assertMatch(
    say("splice", "EINVAL", out),
    /as the file system does not support it /,
  );
  for (const call of ["splice", "tee"] as const) {
    const within = { from: "pipe", to: "pipe" } as const;
    assertMatch(say(call, "EINVAL", within), /are the same pipe /);
  }
  for (const to of ["end", "file", undefined] as const) {
    assertMatch(
      say("vmsplice", "EBADF", { from: "buffer", ...(to && { to }) }),
      /as it fills a pipe, /,
    );
  }
  assertMatch(say("vmsplice", "EBADF", { to: "pipe" }), /as no pipe was made/);
});

Deno.test("whatever is refused is said in one line, with what to type next", () => {
  for (const call of plannableCalls) {
    for (const code of [...codes, "ENOMEM"]) {
      const line = say(call, code);
      assert(!/undefined|\n/.test(line), line);
      assertMatch(line, /^This kernel refuses \w+ at step 7: .*\. Try: .+$/);
    }
  }
  assertEquals(
    say("pipe", "ENOMEM"),
    "This kernel refuses pipe at step 7: pipe(9) failed with ENOMEM. Try: man 2 pipe",
  );
});
