import { assert, assertEquals } from "@std/assert";
import { choosing } from "../../lib/exam/choosing.ts";
import { Dice } from "../../lib/workbook/dice.ts";
import { questionOf } from "../../lib/workbook/prediction.ts";

/** What is left where a limit holds, by hand. */
const left: readonly [limit: RegExp, names: readonly string[]][] = [
  [/older than Linux 2\.2$/m, ["read + write", "mmap + write"]],
  [/older than Linux 2\.[46]/m, ["read + write", "mmap + write", "sendfile"]],
  [/reads each byte/, ["read + write", "mmap + write"]],
  [/must not change/, ["read + write", "mmap + write"]],
];

Deno.test("the best strategy is allowed by every limit, and best by what is counted", () => {
  const best = new Map<string, Set<string>>();
  for (let seed = 0; seed < 300; seed++) {
    const { given, blanks: [blank] } = questionOf(choosing)(new Dice(seed));
    const text = given.join("\n");
    const answer = String(blank!.answer);
    for (const [limit, names] of left.filter(([limit]) => limit.test(text))) {
      assert(names.includes(answer), `seed ${seed}: ${limit}`);
    }
    // Of what is allowed, nothing is named with less.
    const named = [
      ...blank!.explains.matchAll(/([a-z +]+) \((\d+) and (\d+)\)/g),
    ]
      .map(([, name, first, second]) =>
        [name!.trim(), Number(first), Number(second)] as const
      );
    const names = named.map(([name]) => name);
    assertEquals(names, [...new Set(names)], `seed ${seed}: named twice`);
    const least = named.toSorted((a, b) => a[1] - b[1] || a[2] - b[2])[0]!;
    assertEquals(answer, least[0], `seed ${seed}: ${blank!.explains}`);
    const [, aim] = /has the fewest (.+), and/.exec(text)!;
    best.set(aim!, (best.get(aim!) ?? new Set()).add(answer));
  }
  // To count page faults is to keep away from mappings.
  assert(!best.get("page faults")!.has("mmap + write"));
  assert(best.get("page faults")!.has("read + write"));
  assert(best.get("bytes by CPU")!.has("mmap + write"));
  assertEquals(best.size, 3);
});
