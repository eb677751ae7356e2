import { assert, assertEquals } from "@std/assert";
import { mendingOf } from "../../lib/exam/mending.ts";
import { say } from "../../lib/machine/instruction.ts";
import { stepsOf } from "../../lib/machine/program.ts";
import { strategies } from "../../lib/strategy/linux.ts";
import { Dice } from "../../lib/workbook/dice.ts";
import { questionOf } from "../../lib/workbook/prediction.ts";

Deno.test("a program that lacks a step is the textbook's with it, and stops where the machine says", () => {
  const stops = new Set<number>();
  for (const { name, textbook } of strategies) {
    const right = stepsOf(textbook).map(({ instruction }) => say(instruction));
    const missing = new Set<number>();
    for (let seed = 0; seed < 60; seed++) {
      const strategy = strategies.find((one) => one.name === name)!;
      const { given, blanks: [blank] } = questionOf(mendingOf(strategy))(
        new Dice(seed),
      );
      const left = given.flatMap((line) =>
        /^step \d+(?: \(once\))?: (.+)$/.exec(line)?.slice(1) ?? []
      );
      const at = right.findIndex((step, i) => step !== left[i]);
      assertEquals(left, right.toSpliced(at, 1), name);
      const answer = Number(blank!.answer);
      // Without one of its steps, no program of the textbooks sends a byte.
      assert(
        /Cannot .+ at step|client has 0 of 10,000 bytes/.test(blank!.explains),
        blank!.explains,
      );
      const says = `${name} without step ${at + 1}: ${blank!.explains}`;
      if (blank!.name === "missing") {
        assertEquals(answer, at, says);
        missing.add(at);
      } else {
        const [, step = 0] = / at step (\d+) as /.exec(blank!.explains) ?? [];
        assertEquals(answer, Number(step), says);
        stops.add(answer);
      }
    }
    assert(missing.size > 3, `${name}: ${[...missing]}`);
  }
  assert(stops.has(0) && stops.size > 3, `${[...stops]}`);
});
