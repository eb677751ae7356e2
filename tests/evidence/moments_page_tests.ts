import { assert, assertEquals } from "@std/assert";
import {
  cableMomentsTable,
  listAbsent,
  momentsIntroduction,
  momentsTable,
  sayAcknowledged,
} from "../../lib/evidence/moments_page.ts";
import { momentBytes } from "../../lib/lab/moment.ts";
import { cellsOf, drawn } from "./drawn.ts";
import { makeMoment, makeVeth } from "./made_up_report.ts";

Deno.test("momentsTable() has old and new bytes of each strategy, and the moment", () => {
  const sightings = [
    makeMoment("read + write", "call"),
    makeMoment("read + send(MSG_ZEROCOPY)", "transmit"),
    makeMoment("sendfile", "read"),
    { ...makeMoment("splice", "read"), moment: null },
  ];
  assertEquals(cellsOf(momentsTable({ sightings, absent: [] })), [
    ["strategy", "arrived", "old", "new", "copied"],
    ["read + write", "4,096", "131,072", "0", "in the call"],
    ["read + send(MSG_ZEROCOPY)", "4,096", "4,096", "126,976", "at transmit"],
    ["sendfile", "4,096", "0", "131,072", "when read"],
    ["splice", "4,096", "0", "131,072", "–"],
  ]);
  assert(momentsIntroduction.startsWith("131,072 bytes "));
  assertEquals(momentBytes, 131_072);
});

Deno.test("sayAcknowledged() speaks of acknowledged bytes that came new, and of no others", () => {
  const called = makeMoment("read + write", "call");
  const read = makeMoment("sendfile", "read");
  const says = (...sightings: (typeof read)[]): string =>
    sayAcknowledged({ sightings, absent: [] });
  assertEquals(says(called), "");
  assertEquals(says({ ...read, unacknowledgedBytes: momentBytes }), "");
  assertEquals(says(), "");
  assert(says(called, read).includes(" up to 2,048 of the new bytes "));
});

Deno.test("cableMomentsTable() has what some device does not copy in the call", () => {
  const veth = makeVeth();
  assertEquals(cellsOf(cableMomentsTable(veth)), [
    ["a NIC that", "sendfile", "splice"],
    ["gathers, adds checksums", "when read, 0 old", "when read, 0 old"],
    ["cannot gather", "at transmit, 4,096 old", "at transmit, 4,096 old"],
    [
      "gathers, adds no checksums",
      "at transmit, 4,096 old",
      "at transmit, 4,096 old",
    ],
  ]);
  const [first, ...others] = veth.rows;
  const { sightings, absent } = first!.moments;
  const moments = {
    absent,
    sightings: sightings.filter(({ way }) => way !== "splice"),
  };
  const gap = cableMomentsTable({
    ...veth,
    rows: [{ ...first!, moments }, ...others],
  });
  assertEquals(cellsOf(gap)[1], [
    "gathers, adds checksums",
    "when read, 0 old",
    "–",
  ]);
});

Deno.test("both tables fit into 80 columns as they are: no row takes two lines", async () => {
  const ways = ["sendfile", "read + send(MSG_ZEROCOPY)"];
  const sightings = ways.map((way) => makeMoment(way, "transmit"));
  const tables = [
    momentsTable({ sightings, absent: [] }),
    cableMomentsTable(makeVeth()),
  ];
  for (const table of tables) {
    const lines = await drawn(table, 80);
    assertEquals(lines.length, cellsOf(table).length + 3, table);
  }
});

Deno.test("listAbsent() says the reason as it is, one item a strategy", async () => {
  const absent = [
    { way: "splice", because: "splice(*a*, _b_) failed with ENOSYS" },
    { way: "sendfile", because: "it may not" },
  ];
  const text = (await drawn(listAbsent(absent), 200)).join("\n");
  assertEquals(
    text,
    "• splice is absent: splice(*a*, _b_) failed with ENOSYS.\n" +
      "• sendfile is absent: it may not.",
  );
  const same = absent.map(({ way }) => ({ way, because: "it may not" }));
  assertEquals(listAbsent(same), "- splice, sendfile are absent: it may not.");
  assertEquals(listAbsent([]), "");
});
