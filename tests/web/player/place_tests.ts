import { assertEquals } from "@std/assert";
import { readAddress, writeAddress } from "../../../lib/web/address.ts";
import {
  inAddress,
  type Place,
  readPlace,
  writePlace,
} from "../../../lib/web/player/place.ts";
import { makeDice } from "../../dice.ts";

const names = ["read + write", "mmap + write", "sendfile", "sendfile + gather"];
const shown = ["read + write", "sendfile"];

/** Writes a place into an address, and reads it again. */
function sent(place: Place): Place {
  const entries = Object.entries(writePlace(place, names, shown))
    .filter((entry): entry is [string, string] => entry[1] !== undefined);
  const address = writeAddress(Object.fromEntries(entries));
  return readPlace(readAddress(address), names, shown);
}

Deno.test("names stand in an address without signs, each another", () => {
  assertEquals(names.map(inAddress), [
    "read-write",
    "mmap-write",
    "sendfile",
    "sendfile-gather",
  ]);
});

Deno.test("a place comes back from its address, and the first one has none", () => {
  const dice = makeDice(3);
  for (let i = 0; i < 200; i++) {
    const place = {
      a: dice.oneOf(names),
      b: dice.oneOf([...names, undefined]),
      timeMs: dice.between(0, 100_000),
    };
    assertEquals(sent(place), place);
  }
  const first = readPlace({}, names, shown);
  assertEquals(first, { a: "read + write", b: "sendfile", timeMs: 0 });
  assertEquals(Object.values(writePlace(first, names, shown)), [
    undefined,
    undefined,
    undefined,
  ]);
});

Deno.test("nonsense in an address is ignored", () => {
  const first = readPlace({}, names, shown);
  for (
    const text of ["", "-1", "1e9", "NaN", "Infinity", "0x10", "１", "none "]
  ) {
    assertEquals(readPlace({ a: text, b: text, t: text }, names, shown), first);
  }
  assertEquals(readPlace({ a: "none" }, names, shown), first);
});

Deno.test("what is to be shown is taken from what there is", () => {
  const place = readPlace({}, ["own"], shown);
  assertEquals(place, { a: "own", b: undefined, timeMs: 0 });
  assertEquals(readPlace({}, [], shown).a, "");
});
