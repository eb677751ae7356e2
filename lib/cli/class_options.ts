/**
 * The options of what is for a class: homework, the gradebook, a workshop. Their rows are a part of
 * the table in `options.ts`.
 *
 * @module
 */
import { largestSeed } from "../workbook/dice.ts";
import { flag, type Option, option } from "./option.ts";

/** The rows, in the order of the help. */
export const classOptions: readonly Option[] = [
  option(
    "homework new",
    "lessons LIST",
    "word",
    "which, as in 5-9 or 1,3,5-9",
    {
      example: "5-9",
    },
  ),
  option("homework new", "title TEXT", "word", "what the homework is called", {
    example: "How a file is sent",
  }),
  option(
    "homework new",
    "due DATE",
    "word",
    "until when: 2026-12-06, or 2026-12-06T18:00+01:00",
    { example: "2026-12-06" },
  ),
  option(
    "homework new",
    "points FILE",
    "path",
    "CSV of item,points: without it, 2 an exercise, 1 a blank",
    { example: "points.csv" },
  ),
  option(
    "homework new",
    "seed S",
    "number",
    "that of a hand-out that you make again",
    { range: [0, largestSeed] },
  ),
  option(
    ["homework new", "gradebook"],
    "roster FILE",
    "path",
    "CSV of students, by their ids",
    { example: "roster.csv" },
  ),
  option(
    ["homework predict", "homework pack"],
    "as ID",
    "word",
    "your id in this course, as your instructor has it",
    { example: "007" },
  ),
  option(
    "homework predict",
    "own-seed S",
    "number",
    "only if your instructor gave you one",
    { range: [0, largestSeed] },
  ),
  option(
    [
      "homework gradescope",
      "homework classroom50",
      "homework autograde",
      "gradebook",
    ],
    "homework FILE",
    "path",
    "the homework.json of the hand-out",
    { example: "handout/homework.json" },
  ),
  option(
    "homework autograde",
    "gradescope FILE",
    "path",
    "write results.json there, after each lesson anew",
    { example: "results.json" },
  ),
  option(
    "homework autograde",
    "classroom50 FILE",
    "path",
    "write what Classroom 50 wants there",
    { example: "graded.json" },
  ),
  option(
    "homework autograde",
    "feedback FILE",
    "path",
    "write a page of Markdown there",
    { example: "feedback.md" },
  ),
  option("gradebook", "to DIR", "path", "write there (DIR-graded)", {
    example: "graded",
  }),
  option(
    "gradebook",
    "canvas FILE",
    "path",
    "fill the CSV that Canvas exported",
    {
      example: "canvas.csv",
    },
  ),
  option(
    "gradebook",
    "moodle FILE",
    "path",
    "fill the CSV that Moodle exported",
    {
      example: "moodle.csv",
    },
  ),
  option(
    "gradebook",
    "overrides FILE",
    "path",
    "CSV of extensions, excuses, points and seeds",
    { example: "overrides.csv" },
  ),
  flag("gradebook", "resume", "go on where a run was stopped"),
  option(
    "gradebook",
    "regrade N.k",
    "word",
    "ask this exercise again, and write changes.csv",
    { example: "5.2" },
  ),
  flag(
    "gradebook",
    "similar",
    "list answers that are alike: a hint for a person",
  ),
  flag("gradebook", "types", "check the types of all answers as well: minutes"),
  option("gradebook", "junit FILE", "path", "write JUnit XML as well", {
    example: "report.xml",
  }),
  option("room", "port N", "number", "the port of the page", {
    range: [1, 65_535],
    value: 8050,
    example: "8051",
  }),
  flag("room", "local", "only on this machine"),
  flag("room", "forget", "delete what was kept of an earlier workshop"),
  option(
    "watch",
    "room HOST:PORT",
    "word",
    "tell the leader's page where you are",
    {
      example: "192.168.0.7:8050",
    },
  ),
  option("watch", "as NAME", "word", "with --room: your name on that page", {
    example: "Ada",
  }),
  flag("homework pack", "yes", "pack with an id that the course does not know"),
  flag("catchup", "yes", "do not ask"),
];
