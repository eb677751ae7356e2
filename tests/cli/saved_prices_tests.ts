import { assertEquals } from "@std/assert";
import type * as savedPrices from "../../lib/cli/saved_prices.ts";
import { type CostModel, costModels, measuredVm } from "../../lib/cost/cost.ts";
import { temporaryTest } from "../command.ts";
import { makePipe, specialFilesTest } from "../special_files.ts";
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

/** Prices of nothing are prices, too. */
const free = { modeSwitchNs: 0, cpuByteNs: 0, pageFaultNs: 0 };

const { sending: _, ...unsent } = measured;

/** Models that can be kept. */
const good: readonly CostModel[] = [
  ...costModels,
  measured,
  { ...measured, ...free, mappingNs: 0, passNs: 0 },
  unsent,
  { ...measured, mappingNs: 1e9 },
];

const { modeSwitchNs: __, ...without } = measured;

/** What lacks a price, or has one that is none. Of numbers, JSON has no NaN. */
const bad: readonly unknown[] = [
  null,
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
  { ...measured, modeSwitchNs: 1e308 },
  { ...measured, pageFaultNs: 1e9 + 1 },
  { ...measured, copyNs: "0" },
  { ...measured, copyNs: 1e308 },
  { ...measured, sending: null },
  { ...measured, sending: 1 },
  { ...measured, sending: { byteNs: 1 } },
  { ...measured, sending: { ...sending, pieceNs: -1 } },
  { ...measured, sending: { ...sending, packetNs: "9" } },
  { ...measured, sending: { ...sending, packetBytes: 0 } },
  { ...measured, sending: { ...sending, byteNs: 1e308 } },
  { ...measured, sending: { ...sending, packetBytes: 1.5 } },
  { ...measured, sending: { ...sending, packetBytes: 1e308 } },
];

Deno.test(
  temporaryTest(
    "prices that were saved are read again, the last ones only",
    async (folder) => {
      const book = new Workbook(folder);
      const { savePrices } = await loadIn(book);
      for (const model of good) {
        savePrices(model);
        assertEquals(await readIn(book), JSON.stringify(model), model.name);
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
      const texts = bad.map((one) => JSON.stringify(one));
      for (const text of ["", "{", '{"name": "measured"}', ...texts]) {
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

Deno.test(
  specialFilesTest("readPrices() does not wait for a pipe", async (folder) => {
    const book = new Workbook(folder);
    Deno.mkdirSync(`${book.top}/.lab`);
    await makePipe(`${book.top}/.lab/prices.json`);
    const says = ".lab/prices.json is a device or a pipe, and no file";
    assertEquals(await readIn(book), `UnfitFile: ${says}`);
  }),
);
