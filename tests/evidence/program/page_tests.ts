import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { programBlocks } from "../../../lib/evidence/program/page.ts";
import {
  kernelScore,
  type ProgramReport,
} from "../../../lib/evidence/program/report.ts";
import { judgeCalls } from "../../../lib/evidence/program/verdict.ts";
import {
  mmapWrite,
  strategies,
  textbook,
} from "../../../lib/strategy/linux.ts";
import { readPage } from "../../../lib/text/page_reader.ts";
import { sayScore } from "../../../lib/workbook/golf.ts";
import { makeDice } from "../../dice.ts";
import { drawn } from "../drawn.ts";
import { makeProgram, makeSightings } from "../made_up_report.ts";

const confirmed = makeProgram(makeDice(1));

/** A program that claims a copy where the kernel made none. */
function contradicted(): ProgramReport {
  const sendfile = textbook[2]!;
  const calls = judgeCalls(sendfile, makeSightings(sendfile, () => false));
  return { ...makeProgram(makeDice(1), sendfile), calls };
}

function pageOf(report: ProgramReport): string {
  return programBlocks(report).join("\n\n");
}

Deno.test("programBlocks() says that all is confirmed, where it is", () => {
  const page = pageOf(confirmed);
  assertStringIncludes(
    page,
    "The kernel confirms all that the program says of its calls.",
  );
  assertStringIncludes(page, "| step 3 copies page cache → user buffer ");
  assertStringIncludes(page, "65,536 bytes, in one piece, arrived through");
});

Deno.test("programBlocks() counts as golf does, where the kernel has a score", () => {
  const score = kernelScore(confirmed)!;
  const says = `As copy golf counts, this kernel makes it ${sayScore(score)}.`;
  assertStringIncludes(pageOf(confirmed), says);
  const refused = { ...confirmed, refusal: "This kernel refuses it." };
  assertEquals(pageOf(refused).includes("copy golf"), false);
});

Deno.test("programBlocks() names what the kernel contradicts with its step", () => {
  const page = pageOf(contradicted());
  assertStringIncludes(page, "| contradicted |");
  assertStringIncludes(
    page.replaceAll(/\s+/g, " "),
    "Step 3 says that the CPU copies page cache → socket buffer; on this kernel it does not (100 of 100 runs).",
  );
});

Deno.test("programBlocks() says delivery before cost: what does not arrive has no figures", () => {
  const observation = {
    ...confirmed.observation!,
    arrived: { bytes: 65_536, isWhole: false },
    ...{ copies: null, cost: null },
  };
  const page = pageOf({ ...confirmed, observation, calls: [], figures: [] });
  assertStringIncludes(
    page,
    "On this kernel the file does not arrive: 65,536 bytes came through a TCP socket of the loopback device, and they are not those of the file. So nothing more was measured.",
  );
  assert(!page.includes("Model and kernel") && !page.includes("| step"), page);
  const none = { bytes: 0, isWhole: false };
  assertStringIncludes(
    pageOf({ ...confirmed, observation: { ...observation, arrived: none } }),
    "arrive: 0 bytes came through a TCP socket of the loopback device, and the file has 65,536. So",
  );
});

Deno.test("programBlocks() tells the fault, and what does not arrive on the model, first", () => {
  const fault = "Cannot leave at step 9 as it must be so: it is not.";
  const [, first] = programBlocks({ ...confirmed, fault, modelled: null });
  assertEquals(first, `The machine of the model stops: ${fault}`);
  const modelled = { ...confirmed.modelled!, bytes: 1, isWhole: false };
  const [, says] = programBlocks({ ...confirmed, modelled });
  assertEquals(
    says,
    "On the model, it does not deliver. The client has 1 byte: NOT the bytes of the file.",
  );
});

Deno.test("programBlocks() says that all is confirmed only of what sends the file on the model", () => {
  const seen = { ...confirmed.modelled!, bytes: 1, isWhole: false };
  for (const modelled of [null, seen]) {
    const page = pageOf({ ...confirmed, modelled });
    assert(!page.includes("confirms all"), page);
    assertStringIncludes(page, "these steps do not send the file");
  }
});

Deno.test("programBlocks() names the step of each claim, and what it keeps addresses for", () => {
  const page = pageOf(makeProgram(makeDice(1), textbook[1]!));
  assertStringIncludes(page, "step 3 maps page cache → user buffer");
  const calls = judgeCalls(mmapWrite, makeSightings(mmapWrite, () => true));
  const table = pageOf({ ...confirmed, calls });
  assertStringIncludes(table, "| step 2 reserves addresses  ");
  assertStringIncludes(table, "Step 2 reserves addresses");
  assert(!table.includes(" maps "), table);
});

Deno.test("programBlocks() says in a line what was refused, or is no call, and what to try", () => {
  const refusal = "This kernel refuses splice at step 1: it failed.";
  const observation = { ...confirmed.observation!, cost: null };
  const unseen = { ...observation, arrived: null, copies: null };
  const rest = { refusal, calls: [], figures: [] };
  const [, ...says] = programBlocks({
    ...confirmed,
    ...rest,
    observation: unseen,
  });
  assertEquals(says, [refusal]);
  assertStringIncludes(
    pageOf({ ...confirmed, ...rest, observation }),
    `With more pieces it does not come to its end. ${refusal}`,
  );
  const unknown = { step: 4, call: "sendfil" };
  const [, line] = programBlocks({
    ...{ ...confirmed, calls: [], figures: [], unknown },
    observation: null,
  });
  assertEquals(
    line,
    "Step 4 calls sendfil(), which is none of the calls that the lab can make; a kernel that has no such call says ENOSYS (errno(3)). Try: sendfile.",
  );
});

Deno.test("programBlocks() fits every width, whatever a program is called", async () => {
  const name = "a|b *c* <d> `e";
  const reports = [
    ...textbook.map((one) => makeProgram(makeDice(1), one)),
    ...strategies.map(({ linux }) => makeProgram(makeDice(2), linux)),
    { ...contradicted(), name },
    { ...confirmed, unknown: { step: 1, call: name }, observation: null },
  ];
  for (const report of reports) {
    for (const columns of [40, 60, 80, 200]) {
      await drawn(`${pageOf(report)}\n`, columns);
    }
  }
  const text = (await drawn(`${pageOf(reports.at(-2)!)}\n`, 200)).join("\n");
  assertStringIncludes(text, "a|b *c* <d> `e");
});

Deno.test("programBlocks() has any name as it is, in its heading and in its table", () => {
  const names = ["a|b", "`", "```", "*x*", "**", "<b>", "# a", "1. a", "~~~"];
  for (const name of names) {
    const { figures, ...rest } = makeProgram(makeDice(1), {
      ...textbook[0]!,
      name,
    });
    const named = figures.map((figure) => ({
      ...figure,
      values: figure.values.map((value) => ({ ...value, way: name })),
    }));
    const text = JSON.stringify(readPage(pageOf({ ...rest, figures: named })));
    assert(!/"type":"(?:strong|emphasis)"/.test(text), text);
  }
});
