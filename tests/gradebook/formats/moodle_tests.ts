import { assertEquals, assertThrows } from "@std/assert";
import { fillMoodle } from "../../../lib/gradebook/formats/moodle.ts";
import { classOfFive } from "./class.ts";
import { moodleImport, type MoodleWords } from "./importers.ts";

const english: MoodleWords = {
  grade: "Grade",
  id: "Identifier",
  modified: "Last modified (grade)",
  participant: "Participant ",
  decimals: ".",
};

const chinese: MoodleWords = {
  grade: "成绩",
  id: "编号",
  modified: "最后修改(成绩)",
  participant: "参与者",
  decimals: ".",
};

const german: MoodleWords = {
  grade: "Bewertung",
  id: "ID",
  modified: "Zuletzt geändert (Bewertung)",
  participant: "Teilnehmer/in",
  decimals: ",",
};

/** As Moodle exports it: quoted where a space or a comma is. */
function exportedIn(
  { grade, id, modified, participant, decimals }: MoodleWords,
): string {
  const most = `"11${decimals}00"`;
  const head = `${id},"Full name","Email address",Status,${grade},"Maximum",` +
    `"Can be changed","Last modified","${modified}","Comments"\n`;
  return head +
    [1, 2, 3, 4, 5, 9].map((i) =>
      `"${participant}${2000 + i}","Jane Doe${i}",jane${i}@example.org,` +
      `"Submitted - 1",${i === 2 ? `"3${decimals}00"` : ""},${most},Yes,` +
      `"1 May 2026, 10:00",-,"<p>Well, ""done""</p>"\n`
    ).join("");
}

const assignment = {
  participants: [2001, 2002, 2003, 2004, 2005, 2009],
  most: 11,
};

Deno.test("fillMoodle() fills what Moodle takes back, in each language, and changes nothing else", () => {
  for (const words of [english, chinese, german]) {
    const exported = exportedIn(words);
    const { text, notes } = fillMoodle(exported, classOfFive);
    assertEquals(
      [...moodleImport(text, words, assignment)],
      [[2001, 11], [2002, 6], [2005, 8.25]],
      words.id,
    );
    assertEquals(notes, [
      "Left as they came, no student has their ids: line 7 " +
      `(${words.participant}2009)`,
      "Excused, which Moodle does not know: left as they came: 004",
    ]);
    const d = words.decimals;
    const back = text
      .replace(new RegExp(`,"?11${d}00"?,"11`), ',,"11')
      .replace(`"6${d}00"`, `"3${d}00"`)
      .replace(new RegExp(`,"?8${d}25"?,`), ",,");
    assertEquals(back, exported);
    assertEquals(fillMoodle(text, classOfFive).text, text);
  }
});

Deno.test("fillMoodle() matches by an address where the number is not known", () => {
  const students = classOfFive.students.map((one) => {
    const { moodle: _, ...student } = one.student;
    return { ...one, student };
  });
  const exported = exportedIn(english);
  assertEquals(
    fillMoodle(exported, { ...classOfFive, students }).text,
    fillMoodle(exported, classOfFive).text,
  );
});

Deno.test("fillMoodle() scales to the most that Moodle gives", () => {
  const exported = exportedIn(english).replaceAll("11.00", "100.00");
  const { text, notes } = fillMoodle(exported, classOfFive);
  const grades = moodleImport(text, english, { ...assignment, most: 100 });
  assertEquals([...grades.values()], [100, 54.55, 75]);
  assertEquals(
    notes[0],
    "Out of 100, as the table says: the homework has 11 points",
  );
});

Deno.test("fillMoodle() refuses what is no worksheet, or a scale, or two columns that could be it", () => {
  const exported = exportedIn(chinese);
  const says =
    "That is no grading worksheet of Moodle: each line must begin as";
  for (
    const text of [
      "",
      "a,b\n1,2\n",
      exported.split("\n")[0]!,
      exported.replace("参与者2002", "x"),
    ]
  ) {
    assertThrows(() => fillMoodle(text, classOfFive), RangeError, says);
  }
  const unclear =
    "It must be clear which column of Moodle's worksheet is the grade";
  const scale = exported.replaceAll('"11.00"', "Good");
  assertThrows(
    () => fillMoodle(scale, classOfFive),
    RangeError,
    `${unclear}, left of the most that can be had: none is`,
  );
  const two = exported.replaceAll(",Yes,", ",,7,").replace(
    'Can be changed"',
    'Other","More"',
  );
  assertThrows(() => fillMoodle(two, classOfFive), RangeError, unclear);
  const named = exportedIn(english).replaceAll(",Yes,", ",,7,").replace(
    'Can be changed"',
    'Other","More"',
  );
  assertEquals(
    moodleImport(fillMoodle(named, classOfFive).text, english, assignment).get(
      2005,
    ),
    8.25,
  );
});
