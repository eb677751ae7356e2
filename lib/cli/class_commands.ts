/**
 * The commands of whoever teaches a class: homework, the gradebook, the room of a workshop.
 *
 * @module
 */
import type { CommandText } from "./commands.ts";

/** The commands that are for a class. */
export const classCommands = {
  homework: {
    takes: "new, predict, pack, gradescope or classroom50",
    words: 0,
    about: `Homework for a class. Each of these has a --help of its own:

  deno task homework new DIR          make a hand-out for a class
  deno task homework predict --as ID  in a hand-out: predict, before you hand in
  deno task homework pack --as ID     in a hand-out: make the file to hand in
  deno task homework gradescope DIR   make an autograder for Gradescope
  deno task homework classroom50 DIR  make an autograder for Classroom 50`,
  },
  "homework new": {
    takes: "DIR --lessons 5-9 --title TEXT --due DATE [options]",
    words: 1,
    about:
      `Makes a hand-out: a folder for students with these lessons, their exercises, and
a page that says what to do. Predictions are part 1, each student's own. Points
of 0 leave an item out.
{options}`,
  },
  "homework predict": {
    takes: "--as ID [options]",
    words: 0,
    about:
      `In a hand-out: asks your own predictions, one blank at a time, and keeps what
you type in predictions.json. Without a terminal it prints the paper.
{options}`,
  },
  "homework pack": {
    takes: "--as ID [options]",
    words: 0,
    about:
      `In a hand-out: checks the types of your answers, grades them as they will be
graded, says what is open, and writes the one file to hand in.
{options}`,
  },
  "homework gradescope": {
    takes: "DIR --homework FILE",
    words: 1,
    about: `Makes the folder of an autograder for Gradescope: zip what is in it.
{options}`,
  },
  "homework classroom50": {
    takes: "DIR --homework FILE",
    words: 1,
    about: `Makes the folder of an autograder for Classroom 50.
{options}`,
  },
  "homework autograde": {
    takes: "DIR --homework FILE [options]",
    words: 1,
    about:
      `Grades what one student handed in, a lesson at a time, as a program of another
system wants it. The autograders that we make call it.
{options}`,
  },
  gradebook: {
    takes: "DIR [options]",
    words: 1,
    about:
      `Grades what a class handed in: packs, folders by student, the zips of Canvas and
Moodle as they were downloaded. Strangers' code runs in a box. Writes beside DIR,
in DIR-graded/: gradebook.csv, gradebook.json, and a page for each student.
{options}`,
  },
  room: {
    takes: "[options]",
    words: 0,
    about:
      `Shows where everybody in a workshop is, on a page in the local network. Learners
type: deno task watch 5 --room HOST:PORT --as Ada. Code never leaves a learner's
machine. Ctrl-C ends it; what it knows is kept in .room/ until --forget.
{options}`,
  },
  catchup: {
    takes: "N [--yes]",
    words: 1,
    about:
      `Puts our answers into the exercises before lesson N, so that you can go on with
the others. What you have is kept beside, as answer.1.bak.ts.
{options}`,
  },
  kit: {
    takes: "DIR",
    words: 1,
    about:
      `Makes a folder with the workbook and all packages, for a room without a network.
For a hand-out: puts the packages into it.`,
  },
} satisfies Readonly<Record<string, CommandText>>;
