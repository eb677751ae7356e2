import { assertEquals, assertThrows } from "@std/assert";
import {
  type DeviceActivity,
  DiskController,
  wordsOf,
} from "../../../lessons/03_dma/disk_controller.ts";
import { Fault } from "../../../lib/machine/fault.ts";
import type { Happening } from "../../../lib/trace/event.ts";

const disk = wordsOf(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9));

function controllerOf(
  cyclesPerWord: number,
): { controller: DiskController; happenings: Happening[] } {
  const happenings: Happening[] = [];
  const controller = new DiskController(
    disk,
    cyclesPerWord,
    (happening) => happenings.push(happening),
  );
  return { controller, happenings };
}

function tick(controller: DiskController, cycles: number): DeviceActivity[] {
  return Array.from({ length: cycles }, () => controller.tick());
}

Deno.test("without a request the controller is idle", () => {
  const { controller, happenings } = controllerOf(2);
  assertEquals(tick(controller, 2), ["idle", "idle"]);
  assertEquals(happenings, []);
});

Deno.test("without a target a word stays in the data register until it is taken", () => {
  const { controller } = controllerOf(2);
  controller.start({ source: 0, count: 8 });
  assertEquals(tick(controller, 4), ["fetch", "fetch", "hold", "hold"]);
  assertEquals(controller.isReady, true);
  assertEquals(controller.takeWord(), disk[0]);
  assertEquals(controller.isReady, false);
  assertEquals(tick(controller, 3), ["fetch", "fetch", "hold"]);
  assertEquals(controller.takeWord(), disk[1]);
  assertEquals(tick(controller, 1), ["idle"]);
  assertEquals(controller.isInterrupting, false);
});

Deno.test("with a target the controller writes to memory and interrupts after the last word", () => {
  const { controller, happenings } = controllerOf(1);
  const target = new Uint32Array(3);
  controller.start({ source: 0, count: 9, target });
  assertEquals(tick(controller, 5), [
    "fetch",
    "write",
    "fetch",
    "write",
    "fetch",
  ]);
  assertEquals(controller.isInterrupting, false);
  assertEquals(tick(controller, 2), ["write", "idle"]);
  assertEquals(target, disk);
  assertEquals(controller.isInterrupting, true);
  controller.acknowledge();
  assertEquals(controller.isInterrupting, false);
  assertEquals(happenings.map(({ kind }) => kind), [
    "device request",
    "device ready",
    "copy",
    "interrupt",
  ]);
});

Deno.test("a request begins at its source", () => {
  const { controller } = controllerOf(1);
  const target = new Uint32Array(1);
  controller.start({ source: 1, count: 4, target });
  tick(controller, 2);
  assertEquals(target[0], disk[1]);
});

Deno.test("the data register cannot be read while it holds no word for the CPU", () => {
  const { controller } = controllerOf(2);
  assertThrows(() => controller.takeWord(), Fault, "must hold a word");
  controller.start({ source: 0, count: 8, target: new Uint32Array(2) });
  tick(controller, 2);
  assertThrows(() => controller.takeWord(), Fault, "must hold a word");
});

Deno.test("a second request is refused while the first is at work", () => {
  const { controller } = controllerOf(1);
  controller.start({ source: 0, count: 8 });
  assertThrows(
    () => controller.start({ source: 0, count: 8 }),
    Fault,
    "the controller must be idle",
  );
});

Deno.test("skipped cycles and words leave the controller as if it had lived through them", () => {
  const { controller } = controllerOf(5);
  const target = new Uint32Array(3);
  controller.start({ source: 0, count: 9, target });
  controller.tick();
  assertEquals(controller.skipCycles(), 3);
  assertEquals(controller.skipCycles(), 0);
  assertEquals(tick(controller, 2), ["fetch", "write"]);
  assertEquals(controller.skipWords(target), 1);
  assertEquals(controller.movedWords, 2);
  assertEquals(tick(controller, 7).slice(4), ["fetch", "write", "idle"]);
  assertEquals(target, disk);
});

Deno.test("bytes become words, and the rest of the last word is 0", () => {
  assertEquals(disk, Uint32Array.of(0x04030201, 0x08070605, 0x00000009));
  assertEquals(wordsOf(new Uint8Array(0)).length, 0);
});
