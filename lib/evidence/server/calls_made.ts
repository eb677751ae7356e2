/**
 * Which calls a transfer took, in words: those that moved its bytes, and those that moved none.
 *
 * Left out: calls that were refused, and what prepares a way: a finding or the name of the way has
 * them.
 *
 * @module
 */
import type { Portion, Transfer } from "../../strace/transfer.ts";
import { sayCount, sayMany, saySize } from "../../text/say.ts";
import type { Verdict } from "./verdict.ts";
import { ways } from "./way_costs.ts";

/** Says which calls moved the bytes. */
export function sayDone(
  { transfer, times }: Pick<Verdict, "transfer" | "times">,
): string {
  const says = transfer.portions.map((one) => sayCalls(one, times));
  const done = says.length === 1
    ? says[0]!
    : `${says.slice(0, -1).join(", ")}, besides ${says.at(-1)}`;
  return done + sayIdle(transfer);
}

/** Calls that move nothing and are no request for more: the way has them, and it is named. */
const preparing = ["mmap", "munmap", "pipe", "pipe2", "vmsplice"];

/** Says which calls moved nothing, so that the numbers add up. Those that were refused are told apart. */
function sayIdle({ portions, refused }: Transfer): string {
  let idle = -refused;
  for (const { calls, takes, puts } of portions) {
    idle -= takes + puts;
    for (const name in calls) {
      if (!preparing.includes(name)) idle += calls[name]!;
    }
  }
  if (idle <= 0) return "";
  // What a program looks at before it sends by another way, it may read twice.
  const isLooked = portions.slice(1).some(({ way }) => way.startsWith("read"));
  return `, and ${sayMany(idle, "call")} that ` +
    (isLooked ? "sent nothing" : "found the end");
}

/** Says which calls a portion took: "46 reads of 64 KiB and 46 writes". */
function sayCalls(portion: Portion, times: number): string {
  const { way, takes, takenBytes, puts, bytes, putBytes } = portion;
  const { calls } = ways[way];
  const names = calls.map(({ call }) => call.split(" ")[0]!);
  const [putSize, takeSize] = [
    saySizes({ calls: puts, bytes, most: putBytes[1] }, times),
    saySizes({ calls: takes, bytes: takenBytes, most: putBytes[1] }, times),
  ];
  const put = sayNumber(puts, names.at(-1)!);
  if (names[0] === "mmap") return `${put} of ${putSize} from a mapping`;
  if (way === "splice" && takes > 0) {
    return `${sayNumber(takes, "splice")} of ${takeSize} into a pipe and ` +
      `${sayCount(puts)} out of it`;
  }
  if (takes === 0) return `${put} of ${putSize}`;
  const take = `${sayNumber(takes, names[0]!)} of ${takeSize}`;
  const direct = way === "read(O_DIRECT) + write" ? " past the page cache" : "";
  // Where all of its calls took, its bytes went out in a call of another portion.
  const made = Object.values(portion.calls).reduce((sum, n) => sum + n, 0);
  if (made <= takes) return `${take}${direct}`;
  const how = way.endsWith("send(MSG_ZEROCOPY)") ? " with MSG_ZEROCOPY" : "";
  return `${take}${direct} and ${put}${how}` +
    (putSize === takeSize ? "" : ` of ${putSize}`);
}

/** "46 writes", "1 sendfile call". */
function sayNumber(number: number, call: string): string {
  return call.includes("file")
    ? sayMany(number, `${call} call`)
    : sayMany(number, call);
}

/** Says how large pieces are: all alike, where only the last of each transfer may be shorter. */
function saySizes(
  { calls, bytes, most }: { calls: number; bytes: number; most: number },
  times: number,
): string {
  const isEven = bytes <= calls * most && bytes > (calls - times) * most;
  return isEven && calls > times || bytes === calls * most
    ? saySize(most)
    : calls === times
    ? saySize(Math.round(bytes / calls))
    : `about ${saySize(Math.round(bytes / Math.max(1, calls)))}`;
}
