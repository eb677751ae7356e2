import { assertEquals } from "@std/assert";
import { fallBack } from "../../../lib/strategy/fallback.ts";
import { readWrite, sendfile } from "../../../lib/strategy/textbook.ts";
import {
  forget,
  type Keep,
  keepBest,
  readKept,
} from "../../../lib/web/editor/kept_scores.ts";
import {
  bestScore,
  holes,
  play,
  type Score,
} from "../../../lib/workbook/golf.ts";

const hole = holes[0]!;

function makeKeep(texts: Record<string, string> = {}): Keep {
  return {
    getItem: (key) => texts[key] ?? null,
    setItem: (key, text) => {
      texts[key] = text;
    },
    removeItem: (key) => {
      delete texts[key];
    },
  };
}

function played(
  program: typeof readWrite,
): { program: typeof readWrite; score: Score } {
  const score = play(hole, fallBack(program, hole.job));
  if (typeof score === "string") throw new Error(score);
  return { program, score };
}

Deno.test("the better of two programs is kept, whichever comes first", () => {
  const [worse, better] = [played(readWrite), played(sendfile)];
  for (const order of [[worse, better], [better, worse]]) {
    const keep = makeKeep();
    for (const one of order) keepBest(hole, one, keep);
    assertEquals(readKept(hole, keep), better);
  }
  const keep = makeKeep();
  keepBest(hole, worse, keep);
  assertEquals(readKept(holes[1]!, keep), undefined);
  forget(hole, keep);
  assertEquals(readKept(hole, keep), undefined);
});

Deno.test("what was changed in the keep is as if nothing had been kept", () => {
  for (const text of ["", "x*y", "mine*each.send", "{}", "mine"]) {
    assertEquals(
      readKept(hole, makeKeep({ [`golf ${hole.name}`]: text })),
      undefined,
    );
  }
});

Deno.test("a browser that keeps nothing is no error", () => {
  const refuses = (): never => {
    throw new Error("SecurityError");
  };
  const keep: Keep = {
    getItem: refuses,
    setItem: refuses,
    removeItem: refuses,
  };
  const best = { program: hole.best, score: bestScore(hole) };
  assertEquals(keepBest(hole, best, keep), best);
  assertEquals(readKept(hole, keep), undefined);
  forget(hole, keep);
});
