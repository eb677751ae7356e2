/** A line takes as long to read however much is open, held or waiting. */
import { assert } from "@std/assert";
import { Follower } from "../../lib/strace/follower.ts";
import { LogText } from "../../lib/strace/log/log_text.ts";
import { longTest } from "../source_tree.ts";

/** Of what there are many, and the lines that are read over and over among them. */
const situations: readonly [
  what: string,
  one: (index: number) => string,
  lines: string,
][] = [
  [
    "files are held",
    (at) => `1 open("/${at}", O_RDONLY) = ${at}\n1 read(${at}, "", 9) = 9\n`,
    `1 open("/a", O_RDONLY) = 3\n1 read(3, "", 8000) = 8000
1 accept(4, 0, 0) = 5\n1 write(5, "", 700) = 700
1 write(5, "", 8000) = 8000\n1 close(3) = 0\n1 close(5) = 0\n`,
  ],
  [
    "descriptors are open",
    (at) => `1 accept(3, 0, 0) = ${at}\n`,
    `1 open("/a", O_RDONLY) = 4\n1 read(4, "", 8000) = 8000\n1 close(4) = 0\n`,
  ],
  [
    "calls have not returned",
    (at) => `${at} read(0,  <unfinished ...>\n`,
    `1 read(0,  <unfinished ...>\n1 <... read resumed>"", 9) = 9\n`,
  ],
];

/** How long the lines take among so many; the least of several times. [ms] */
function time(many: number, [, one, lines]: typeof situations[number]): number {
  const follower = new Follower({ onTransfer: () => {} });
  const text = new LogText(follower, follower.wanted);
  for (let at = 10; at < many; at++) text.feed(one(at));
  let least = Infinity;
  for (let run = 0; run < 5; run++) {
    const start = performance.now();
    for (let times = 0; times < 4000; times++) text.feed(lines);
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

for (const situation of situations) {
  const [what] = situation;
  Deno.test(
    longTest(`a line takes as long however many ${what}`, () => {
      const few = time(20, situation);
      const many = time(20_000, situation);
      assert(many < 8 * few, `${few} ms among few, ${many} ms among many`);
    }),
  );
}
