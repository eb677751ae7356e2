import { assertEquals } from "@std/assert";
import { probePicture } from "../../../lessons/12_on_your_kernel/drawings.ts";
import recorded from "../../../lessons/12_on_your_kernel/recorded.json" with {
  type: "json",
};
import type { Report } from "../../../lib/evidence/report.ts";
import { xmlText } from "../../../lib/text/markup.ts";
import { writtenIn } from "../../picture/written.ts";

const { observation } = recorded as unknown as Required<Report>;
const [readWrite, sendfile] = ["read + write", "sendfile"].map((way) =>
  observation.copies.find((count) => count.way === way)!
);

Deno.test("probePicture() shows that what was copied before the change stays old", () => {
  const { shapes, says } = probePicture(readWrite!, 0);
  const words = writtenIn(shapes).map((text) => text.says);
  assertEquals(
    words.join(" "),
    "file buffer socket client  old read old old change NEW old " +
      "write NEW old old receive NEW old old old",
  );
  assertEquals(
    says,
    "The file is changed after read, and old bytes arrive: read had copied them.",
  );
});

Deno.test("probePicture() draws a reference dashed: it shows what is found through it", () => {
  const { shapes } = probePicture(sendfile!, 0);
  const drawn = shapes.map(xmlText);
  const dashed = drawn.filter((shape) => shape.includes("stroke-dasharray"));
  // Three times in a cell, and once on the way into the socket.
  assertEquals(dashed.length, 4);
  assertEquals(
    drawn.filter((shape) => shape.includes('fill="var(--delivered)" stroke'))
      .length,
    3,
  );
});
