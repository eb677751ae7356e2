import { assert, assertEquals } from "@std/assert";
import { reach } from "../../../lessons/01_modes/attempt.ts";
import { reachPicture } from "../../../lessons/01_modes/drawings.ts";
import { operationNamed } from "../../../lessons/01_modes/operation.ts";
import { xmlText } from "../../../lib/text/markup.ts";
import { writtenIn } from "../../picture/written.ts";

Deno.test("reachPicture() leads into the kernel and back, with what is done there", () => {
  const { shapes, says } = reachPicture(reach(operationNamed("halt")));
  const words = writtenIn(shapes).map((text) => text.says);
  for (
    const part of ["1  read()", "2  halt", "3  return", "CPU runs → halted"]
  ) {
    assert(words.includes(part), `${part} in ${words.join()}`);
  }
  assertEquals(words.slice(-2), ["2", "mode switches"]);
  assert(says.includes("2 in kernel mode: halt: CPU runs → halted"), says);
  const arrows = shapes.map(xmlText).join("").split(
    'stroke="var(--switch)" stroke-width="3"',
  );
  assertEquals(arrows.length - 1, 2);
});

Deno.test("reachPicture() has no door for what a program may do by itself", () => {
  const { shapes } = reachPicture(reach(operationNamed("add")));
  const words = writtenIn(shapes).map(({ says }) => says);
  assert(words.includes("1  add") && words.includes("0"), words.join());
  assert(!words.some((says) => says.includes("return")), words.join());
});
