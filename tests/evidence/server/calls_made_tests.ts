import { assertEquals } from "@std/assert";
import { sayDone } from "../../../lib/evidence/server/calls_made.ts";
import type { Transfer } from "../../../lib/strace/transfer.ts";
import { makePortion, makeTransfer } from "../made_up_transfers.ts";

/** What is said of calls that moved nothing. */
function idle(transfer: Transfer): string {
  return sayDone({ transfer, times: 1 }).split(", and ")[1] ?? "";
}

Deno.test("sayDone() tells the calls that found the end, so that the numbers add up", () => {
  const one = { bytes: 2 ** 20, pieceBytes: 2 ** 20 };
  const sent = makeTransfer("sendfile", { portion: one });
  const portions = [
    makePortion("sendfile", { ...one, calls: { sendfile: 4 } }),
  ];
  const looked = makePortion("read + write", { bytes: 512 });
  assertEquals([
    idle(sent),
    idle({ ...sent, portions }),
    idle({ ...sent, portions, refused: 2 }),
    idle({ ...sent, portions, refused: 3 }),
    idle({ ...sent, portions: [...sent.portions, looked] }),
    idle(makeTransfer("mmap + write")),
  ], [
    "",
    "3 calls that found the end",
    "1 call that found the end",
    "",
    "1 call that sent nothing",
    "",
  ]);
});
