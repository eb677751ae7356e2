import { assert, assertEquals } from "@std/assert";
import {
  dmaCopy,
  enterKernel,
  leaveKernel,
  transmit,
} from "../../../lib/machine/instruction.ts";
import { once, program } from "../../../lib/machine/program.ts";
import { linux, textbook } from "../../../lib/strategy/linux.ts";
import {
  addBelow,
  changeRow,
  draftOf,
  hasRoom,
  moveRow,
  nameDraft,
  neighbourOf,
  programOf,
  proposeBelow,
  removeRow,
  sayRow,
  stepNumbers,
} from "../../../lib/web/editor/draft.ts";
import { makeDice } from "../../dice.ts";
import { randomInstruction, randomProgram } from "../../random_program.ts";

Deno.test("programOf() gives the program that draftOf() was given", () => {
  const dice = makeDice(5);
  const made = Array.from({ length: 200 }, () => randomProgram(dice))
    .filter(({ parts }) => parts.length > 0);
  for (const one of [...textbook, ...linux, ...made]) {
    assertEquals(programOf(draftOf(one)), one);
  }
  const none = program("none");
  assertEquals(programOf(draftOf(none)), program("none", []));
});

/** read, and what is done once. */
const draft = draftOf(program(
  "mine",
  [enterKernel("read"), dmaCopy("disk", "page cache")],
  once([leaveKernel("read")]),
));

Deno.test("what is moved over the head of a part is of that part", () => {
  const [, , dma, head, leave] = draft.rows;
  assertEquals(
    programOf(moveRow(draft, dma!.id, 1)),
    program(
      "mine",
      [enterKernel("read")],
      once([
        dmaCopy("disk", "page cache"),
        leaveKernel("read"),
      ]),
    ),
  );
  assertEquals(
    programOf(moveRow(draft, leave!.id, -1)).parts[0]!.instructions.length,
    3,
  );
  assertEquals(
    programOf(moveRow(draft, head!.id, -1)).parts[1]!.instructions.length,
    2,
  );
});

Deno.test("the first row stays where it is, and nothing goes beyond the ends", () => {
  const ids = draft.rows.map(({ id }) => id);
  assertEquals(moveRow(draft, ids[0]!, 1), draft);
  assertEquals(moveRow(draft, ids[1]!, -1), draft);
  assertEquals(moveRow(draft, ids.at(-1)!, 1), draft);
  assertEquals(removeRow(draft, ids[0]!), draft);
  assertEquals(moveRow(draft, 99, 1), draft);
});

Deno.test("removing a head joins its part to the one before", () => {
  const joined = programOf(removeRow(draft, draft.rows[3]!.id));
  assertEquals(joined.parts.length, 1);
  assertEquals(joined.parts[0]!.instructions.length, 3);
});

Deno.test("the neighbour is the row that comes into the place, else the one before", () => {
  const { rows } = draft;
  assertEquals(neighbourOf(draft, rows[1]!.id), rows[2]);
  assertEquals(neighbourOf(draft, rows.at(-1)!.id), rows.at(-2));
});

Deno.test("each row has an id of its own, whatever is done", () => {
  const dice = makeDice(6);
  let one = draft;
  for (let i = 0; i < 500; i++) {
    const { id } = dice.oneOf(one.rows);
    const instruction = randomInstruction(dice);
    one = dice.oneOf([
      () => addBelow(one, id, { instruction }),
      () => addBelow(one, id, { repeats: "once" }),
      () => removeRow(one, id),
      () => moveRow(one, id, dice.oneOf([-1, 1])),
      () =>
        changeRow(one, id, id === 0 ? { repeats: "once" } : { instruction }),
    ])();
    const ids = one.rows.map((row) => row.id);
    assertEquals(new Set(ids).size, ids.length, `seed 6, change ${i}`);
    assert("repeats" in one.rows[0]!);
    assert(ids.every((id) => id < one.nextId));
  }
});

Deno.test("a draft that is full takes no more rows", () => {
  let one = draft;
  while (hasRoom(one)) one = addBelow(one, 0, { instruction: transmit() });
  assertEquals(addBelow(one, 0, { instruction: transmit() }), one);
  assert(one.rows.length >= 31);
});

Deno.test("steps are numbered through all parts, heads are not", () => {
  assertEquals(stepNumbers(draft), [undefined, 1, 2, undefined, 3]);
});

Deno.test("what is proposed leaves the call that is open", () => {
  assertEquals(proposeBelow(draft, draft.rows[2]!.id), leaveKernel("read"));
  assertEquals(proposeBelow(draft, draft.rows[0]!.id), enterKernel("read"));
  assertEquals(proposeBelow(draft, draft.rows[4]!.id), transmit());
});

Deno.test("a name is cut where an address would refuse it", () => {
  assertEquals(nameDraft(draft, "n".repeat(99)).name, "n".repeat(60));
});

Deno.test("sayRow() says how often, or what", () => {
  assertEquals(sayRow({ repeats: "per piece" }), "for each piece");
  assertEquals(
    sayRow({ instruction: transmit() }),
    "transmit the socket buffer",
  );
});
