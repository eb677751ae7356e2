import { assert, assertEquals } from "@std/assert";
import {
  cpuCopy,
  dmaCopy,
  enterKernel,
  isInstruction,
  leaveKernel,
  openPipe,
  passPages,
} from "../../../lib/machine/instruction.ts";
import { withOp, withOperand } from "../../../lib/web/editor/operand_fields.ts";
import { allOps } from "../../../lib/workbook/program_text.ts";

Deno.test("an instruction can become each other, with all its words", () => {
  for (const op of allOps) {
    for (const other of allOps) {
      const made = withOp(withOp(openPipe(2), op), other);
      assert(isInstruction(made), `${op} to ${other}`);
      assertEquals(made.op, other);
    }
  }
});

Deno.test("what both name, stays", () => {
  assertEquals(
    withOp(enterKernel("splice"), "leave kernel"),
    leaveKernel("splice"),
  );
  assertEquals(
    withOp(cpuCopy("user buffer", "socket buffer"), "pass pages"),
    passPages("user buffer", "socket buffer"),
  );
  assertEquals(
    withOp(cpuCopy("user buffer", "socket buffer"), "copy by DMA"),
    dmaCopy("disk", "page cache"),
  );
});

Deno.test("a pipe keeps its pages where what is typed is no number of them", () => {
  assertEquals(withOperand(openPipe(2), "slots", "x"), openPipe(2));
  assertEquals(withOperand(openPipe(2), "slots", "0"), openPipe(1));
  assertEquals(withOperand(openPipe(2), "slots", "7.9"), openPipe(7));
  assertEquals(withOperand(openPipe(2), "slots", "1e99"), openPipe(2 ** 20));
  assertEquals(
    withOperand(dmaCopy("disk", "nic"), "to", "pipe"),
    dmaCopy("disk", "pipe"),
  );
});
