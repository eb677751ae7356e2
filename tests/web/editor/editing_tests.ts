import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { enterKernel, transmit } from "../../../lib/machine/instruction.ts";
import { program } from "../../../lib/machine/program.ts";
import { readWrite, sendfile } from "../../../lib/strategy/textbook.ts";
import {
  beginEditing,
  draftNow,
  type Edit,
  edit,
  type Editing,
  programNow,
} from "../../../lib/web/editor/editing.ts";
import { makeDice } from "../../dice.ts";
import { randomInstruction } from "../../random_program.ts";

function after(...acts: readonly Edit[]): Editing {
  return acts.reduce(edit, beginEditing(readWrite));
}

/** The number of the current row among all. [from 0] */
function placeOf(editing: Editing): number {
  const { rows } = draftNow(editing);
  return rows.findIndex(({ id }) => id === editing.currentId);
}

Deno.test("an editor begins at the first step", () => {
  assertEquals(placeOf(after()), 1);
  assertEquals(placeOf(beginEditing(program("none"))), 0);
});

Deno.test("what is added is the current row, and is said", () => {
  const added = after({ do: "add" });
  assertEquals(placeOf(added), 2);
  assertEquals(added.said, "Added: return from read().");
  assertEquals(programNow(added).parts[0]!.instructions.length, 9);
});

Deno.test("what comes into the place of a removed row is the current one", () => {
  const removed = after({ do: "remove" });
  assertEquals(placeOf(removed), 1);
  assertEquals(removed.said, "Removed: enter the kernel for read().");
  const last = after({ do: "step", by: Infinity }, { do: "remove" });
  assertEquals(placeOf(last), draftNow(last).rows.length - 1);
});

Deno.test("a row that is moved stays the current one, with its new number", () => {
  const moved = after({ do: "move", by: 1 });
  assertEquals([placeOf(moved), moved.said], [2, "Moved: it is step 2."]);
  const back = edit(moved, { do: "move", by: -1 });
  assertEquals(programNow(back), readWrite);
});

Deno.test("what is not possible is said, and changes nothing", () => {
  const first = after({ do: "step", by: -Infinity });
  for (const act of [{ do: "remove" }, { do: "move", by: 1 }] as const) {
    const same = edit(first, act);
    assertEquals(draftNow(same), draftNow(first));
    assertEquals(same.said, "The first line stays where it is.");
  }
  const up = after({ do: "move", by: -1 });
  assertEquals(up.said, "It cannot go further up.");
  assertEquals(after({ do: "undo" }).said, "Nothing to undo.");
  assertEquals(after({ do: "redo" }).said, "Nothing to redo.");
});

Deno.test("undo takes back one thing after the other, redo does them again", () => {
  const dice = makeDice(9);
  let one = after();
  const seen = [programNow(one)];
  for (let i = 0; i < 60; i++) {
    const content = { instruction: randomInstruction(dice) };
    const { id } = dice.oneOf(draftNow(one).rows);
    one = edit(one, { do: "go", id });
    const next = edit(
      one,
      dice.oneOf<Edit>([
        { do: "add", content },
        { do: "remove" },
        { do: "move", by: 1 },
        { do: "begin", program: dice.oneOf([readWrite, sendfile]) },
      ]),
    );
    if (draftNow(next) !== draftNow(one)) seen.push(programNow(next));
    one = next;
  }
  for (const program of seen.toReversed().slice(1)) {
    one = edit(one, { do: "undo" });
    assertEquals(programNow(one), program);
    assert(placeOf(one) >= 0);
  }
  for (const program of seen.slice(1)) {
    one = edit(one, { do: "redo" });
    assertEquals(programNow(one), program);
    assert(placeOf(one) >= 0);
  }
});

Deno.test("changes of one line, one after the other, are taken back at once", () => {
  const changed = after(
    { do: "change", content: { instruction: transmit() } },
    { do: "change", content: { instruction: enterKernel("write") } },
    { do: "name", name: "a" },
    { do: "name", name: "ab" },
  );
  const unnamed = edit(changed, { do: "undo" });
  assertEquals(programNow(unnamed).name, readWrite.name);
  assertEquals(programNow(edit(unnamed, { do: "undo" })), readWrite);
});

Deno.test("a program that is begun with can be taken back", () => {
  const begun = after({ do: "begin", program: sendfile });
  assertEquals(programNow(begun), sendfile);
  assertStringIncludes(begun.said, "sendfile");
  assertEquals(programNow(edit(begun, { do: "undo" })), readWrite);
  assertEquals(placeOf(begun), 1);
});
