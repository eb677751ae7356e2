import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  type Account,
  isTrue,
  type Loop,
  type Script,
  ScriptedKernel,
  tryLoop,
} from "../../lib/machine/scripted_kernel.ts";
import { Dice } from "../../lib/workbook/dice.ts";

const script: Script = {
  from: 100,
  bytes: 1000,
  fileBytes: 5000,
  socketBytes: 400,
  mostBytes: 300,
};

Deno.test("a call moves no more than it may, and moves the offset by that", () => {
  const kernel = new ScriptedKernel(script);
  const offset = { at: 100 };
  assertEquals(kernel.sendfile(offset, 1000), 300, "the most of a call");
  assertEquals(kernel.sendfile(offset, 1000), 100, "the room that is left");
  assertEquals(offset.at, 500);
  assertEquals([kernel.sendfile(offset, 1), kernel.errno], [-1, "EAGAIN"]);
  assertEquals(offset.at, 500, "nothing is moved by what has failed");
  kernel.poll();
  assertEquals(kernel.sendfile(offset, 7), 7);
  assertEquals(kernel.errno, "EAGAIN", "no call sets it to nothing");
  assertEquals(kernel.got, [[100, 507]]);
});

/** As measured on Linux 6.18: 0 with a full socket, and 0 when the client is gone. */
Deno.test("at the end of the file nobody asks the socket", () => {
  const kernel = new ScriptedKernel({ ...script, goneAfter: 400 });
  const offset = { at: 100 };
  while (kernel.sendfile(offset, 1000) > 0);
  for (const at of [5000, 9000]) {
    assertEquals(kernel.sendfile({ at }, 10), 0);
    assertEquals(kernel.errno, "EPIPE", "that of the call before");
  }
  kernel.poll();
  assertEquals([kernel.sendfile(offset, 1), kernel.errno], [-1, "EPIPE"]);
  assertEquals(kernel.got, [[100, 500]]);
});

Deno.test("what is no part of a file is refused", () => {
  const kernel = new ScriptedKernel(script);
  for (const [at, count] of [[-1, 5], [0, -1], [0.5, 1], [0, NaN]] as const) {
    assertEquals(kernel.sendfile({ at }, count), -1);
    assertEquals(kernel.errno, "EINVAL");
  }
  assertEquals(kernel.got, []);
});

Deno.test("what is sent out of order, or twice, is seen", () => {
  const { got } = tryLoop(script, (kernel) => {
    for (const at of [100, 200, 150]) kernel.sendfile({ at }, 100);
    return "all is sent";
  });
  assertEquals(got, [[100, 300], [150, 250]]);
});

Deno.test("a loop that gets nothing for good is ended, and said to spin", () => {
  const loops: Loop[] = [
    (kernel) => {
      while (kernel.sendfile({ at: 9999 }, 1) === 0);
      return "all is sent";
    },
    (kernel) => {
      for (;;) kernel.poll();
    },
    (kernel) => {
      for (;;) {
        kernel.sendfile({ at: 100 }, 1);
        kernel.poll();
      }
    },
  ];
  for (const loop of loops) assertEquals(tryLoop(script, loop).ending, "spins");
});

Deno.test("what a loop throws itself is not the kernel's", () => {
  assertThrows(
    () =>
      tryLoop(script, () => {
        throw new RangeError("mine");
      }),
    RangeError,
    "mine",
  );
});

Deno.test("an account is true of its own calls and of no others", () => {
  for (let seed = 1; seed <= 100; seed++) {
    const dice = new Dice(seed);
    const account = tryLoop(script, randomLoop(dice));
    assert(isTrue(script, account), `seed ${seed}`);
    const calls = account.calls.slice(0, -1);
    const forged: Account[] = [
      { ...account, calls },
      { ...account, got: [...account.got, [0, 1]] },
      { ...account, calls: [...calls, ["sendfile", 0, 10, 10.5]] },
    ];
    for (const one of forged) assert(!isTrue(script, one), `seed ${seed}`);
  }
});

/** Calls at random; the last one sends a byte, so that nothing may be left out. */
function randomLoop(dice: Dice): Loop {
  return (kernel) => {
    const offset = { at: 0 };
    for (let i = dice.whole(1, 20); i > 0; i--) {
      if (dice.whole(1, 3) === 1) kernel.poll();
      else kernel.sendfile(offset, dice.whole(0, 300));
    }
    kernel.poll();
    kernel.sendfile(offset, 1);
    return "all is sent";
  };
}
