import { assert, assertEquals } from "@std/assert";
import type * as savedPrices from "../../lib/cli/saved_prices.ts";
import { isCostModel } from "../../lib/cli/saved_prices.ts";
import { costModels, measuredVm } from "../../lib/cost/cost.ts";
import { temporaryTest } from "../command.ts";
import { Workbook } from "../workbook.ts";

const sending = { byteNs: 0.15, pieceNs: 0, packetNs: 9, packetBytes: 65483 };

const measured = { ...measuredVm, name: "measured", sending };

/** Loads the module of a workbook, which keeps prices there. */
async function loadIn({ top }: Workbook): Promise<typeof savedPrices> {
  return await import(`file://${top}/lib/cli/saved_prices.ts`);
}

/** Reads the prices of a workbook: as JSON, or what is said in their place. */
async function readIn(book: Workbook): Promise<string> {
  const { readPrices } = await loadIn(book);
  try {
    return JSON.stringify(readPrices());
  } catch (error) {
    return String(error);
  }
}

Deno.test("isCostModel() takes every model that there is", () => {
  for (const model of [...costModels, measured]) {
    assert(isCostModel(model), model.name);
    assert(isCostModel(JSON.parse(JSON.stringify(model))), model.name);
  }
});

Deno.test("isCostModel() refuses what lacks a price, and prices that are none", () => {
  const { modeSwitchNs: _, ...without } = measured;
  const bad: unknown[] = [
    null,
    undefined,
    1,
    "prices",
    [],
    {},
    without,
    { ...measured, name: 1 },
    { ...measured, source: undefined },
    { ...measured, cpuByteNs: -0.1 },
    { ...measured, pageFaultNs: "1900" },
    { ...measured, mappingNs: NaN },
    { ...measured, passNs: Infinity },
    { ...measured, sending: null },
    { ...measured, sending: 1 },
    { ...measured, sending: { byteNs: 1 } },
    { ...measured, sending: { ...sending, pieceNs: -1 } },
    { ...measured, sending: { ...sending, packetNs: "9" } },
    { ...measured, sending: { ...sending, packetBytes: 0 } },
    { ...measured, sending: { ...sending, packetBytes: 1.5 } },
  ];
  for (const value of bad) assert(!isCostModel(value), Deno.inspect(value));
});

Deno.test("isCostModel() takes prices of nothing, and models that leave sending out", () => {
  const prices = { modeSwitchNs: 0, cpuByteNs: 0, pageFaultNs: 0 };
  assert(isCostModel({ ...measured, ...prices, mappingNs: 0, passNs: 0 }));
  const { sending: _, ...without } = measured;
  assert(isCostModel(without));
});

Deno.test(
  temporaryTest(
    "prices that were saved are read again, the last ones only",
    async (folder) => {
      const book = new Workbook(folder);
      for (const pageFaultNs of [1, 2]) {
        const model = JSON.stringify({ ...measured, pageFaultNs });
        (await loadIn(book)).savePrices(JSON.parse(model));
        assertEquals(await readIn(book), model);
      }
      const names = [...Deno.readDirSync(`${book.top}/.lab`)]
        .map(({ name }) => name);
      assertEquals(names, ["prices.json"]);
    },
  ),
);

Deno.test(
  temporaryTest(
    "readPrices() says what to type if there are no prices, or something else",
    async (folder) => {
      const book = new Workbook(folder);
      const begin = "UsageError: --cost measured takes prices that the lab " +
        "has measured here: ";
      const end = ". Try: deno task lab --calibrate";
      assertEquals(await readIn(book), `${begin}there are none${end}`);
      Deno.mkdirSync(`${book.top}/.lab`);
      const place = `${book.top}/.lab/prices.json`;
      for (const text of ["", "{", "{}", "null", '{"name": "measured"}']) {
        Deno.writeTextFileSync(place, text);
        assertEquals(
          await readIn(book),
          `${begin}.lab/prices.json holds something else${end}`,
          text,
        );
      }
    },
  ),
);
