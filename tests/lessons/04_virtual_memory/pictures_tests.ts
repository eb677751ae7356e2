import { assert, assertEquals } from "@std/assert";
import {
  faultsByFrames,
  useMemory,
  usualPlan,
  usualSize,
} from "../../../lessons/04_virtual_memory/access_pattern.ts";
import { shareFrame } from "../../../lessons/04_virtual_memory/shared_frame.ts";
import { translateAlone } from "../../../lessons/04_virtual_memory/virtual_memory.ts";
import {
  accountOf,
  drawAccount,
  drawFaults,
  drawPlaces,
  drawSharing,
  drawTranslation,
  drawUses,
  sayProcess,
} from "../../../lessons/04_virtual_memory/pictures.ts";
import { widths } from "../../widths.ts";

Deno.test("drawTranslation() draws the border between page and offset", () => {
  assertEquals(drawTranslation(translateAlone(1_000_000, 4096), 4096), [
    "virtual address 1,000,000",
    "  00000000000011110100|001001000000",
    "  page 244            |offset 576",
    "page table: page 244 is in frame 5",
    "  00000000000000000101|001001000000",
    "  frame 5             |offset 576",
    "physical address 21,056",
  ]);
});

Deno.test("drawUses() tells of each access how the page was found", () => {
  const { uses } = useMemory(usualSize, usualPlan);
  const [head, first, , , fourth] = drawUses(uses, 40);
  assertEquals(head, "    address page offset frame  how out");
  assertEquals(first, " 1w     b25    0    b25     0  new   -");
  assertEquals(fourth, " 4w    4220    4    220     2  new   -");
});

Deno.test("drawPlaces() shows a frame, the swap area or nothing for each page", () => {
  assertEquals(drawPlaces({ places: [1, "swap", undefined, 0] }, 21), [
    "page      0    1    2",
    "frame     1 swap    -",
    "",
    "page      3",
    "frame     0",
  ]);
});

Deno.test("drawFaults() marks the number of frames and fills the line with the longest bar", () => {
  assertEquals(drawFaults([20, 10, 1], { frames: 2, columns: 20 }), [
    "frames  page faults",
    "     1  20 #########",
    ">    2  10 #####",
    "     3   1 #",
  ]);
});

Deno.test("accountOf() divides the faults into first uses and returns", () => {
  const account = accountOf(useMemory(usualSize, usualPlan));
  const { pageBytes } = usualSize;
  assertEquals(account.accesses, usualPlan.accesses);
  assertEquals(account.firstUses + account.swapIns, account.pageFaults);
  assertEquals(account.swapOutBytes, account.swapOuts * pageBytes);
  assertEquals(account.swapInBytes, account.swapIns * pageBytes);
});

Deno.test("drawAccount() has a line for each count", () => {
  const account = accountOf(useMemory(usualSize, usualPlan));
  const values = drawAccount(account).map((line) =>
    Number(/[\d,]+$/.exec(line)![0].replaceAll(",", ""))
  );
  assertEquals(values, [
    account.accesses,
    account.pageFaults,
    account.firstUses,
    account.swapIns,
    account.swapOuts,
    account.swapOutBytes,
    account.swapInBytes,
    account.readsChecked,
  ]);
});

Deno.test("drawSharing() leaves the physical address out where there is no room", () => {
  const { uses } = shareFrame(4096);
  assert(drawSharing(uses, 60)[0]!.endsWith("physical"));
  assert(drawSharing(uses, 40)[0]!.endsWith("virtual"));
});

Deno.test("sayProcess() says the sizes that matter", () => {
  assertEquals(
    sayProcess(usualSize, usualPlan),
    "8 pages (32 KiB) on 4 frames (16 KiB), LRU, local accesses, seed 7",
  );
});

Deno.test("pictures of memory fit into 38 columns and more, for every size", () => {
  for (
    const [pageBytes, pages, frames] of [[512, 32, 12], [
      2 ** 21,
      4,
      2,
    ]] as const
  ) {
    const size = { ...usualSize, pages, frames, pageBytes };
    const plan = { ...usualPlan, pattern: "random", accesses: 60 } as const;
    const usage = useMemory(size, plan);
    const faults = faultsByFrames(size, plan);
    const translation = translateAlone(2 ** 32 - 1, pageBytes);
    const { uses } = shareFrame(pageBytes);
    for (const columns of [38, ...widths]) {
      const lines = [
        ...drawTranslation(translation, pageBytes),
        ...drawUses(usage.uses, columns),
        ...drawAccount(accountOf(usage)),
        ...drawPlaces(usage, columns),
        ...drawFaults(faults, { frames, columns }),
        ...drawSharing(uses, columns),
      ];
      for (const line of lines) {
        assert(line.length <= columns, `${columns}: ${line}`);
        assertEquals(line, line.trimEnd());
      }
    }
  }
});
