import { assertEquals } from "@std/assert";
import { timelinePicture } from "../../../lessons/02_context/drawings.ts";
import { writtenIn } from "../../picture/written.ts";

const slices = [
  { task: "sum", operations: 4 },
  { task: "product", operations: 4 },
  // Of the same task: nothing is switched here.
  { task: "sum", operations: 1 },
  { task: "sum", operations: 1 },
];

Deno.test("timelinePicture() writes how long each slice is, and numbers the switches", () => {
  const { says, shapes } = timelinePicture(slices);
  assertEquals(
    says,
    "In 10 operations the CPU changes 2 times from one task to the other: " +
      "sum 4, product 4, sum 2.",
  );
  const words = writtenIn(shapes).map((text) => text.says);
  assertEquals(words, [
    "operation 1",
    "10",
    "sum",
    "4",
    "2",
    "product",
    "4",
    "1",
    "2",
  ]);
});

Deno.test("timelinePicture() leaves numbers out where there is no room for them", () => {
  const many = Array.from({ length: 40 }, (_, i) => ({
    task: i % 2 === 0 ? "sum" : "product",
    operations: 1,
  }));
  const words = writtenIn(timelinePicture(many).shapes);
  assertEquals(words.map((text) => text.says), [
    "operation 1",
    "40",
    "sum",
    "product",
  ]);
});
