/**
 * The model of lesson 2: two tasks on one CPU, with and without saving their contexts.
 *
 * @module
 */
import { fence, type Lesson, type Outcome } from "zero-copy/workbook/lesson.ts";
import {
  areAllRight,
  countSwitches,
  planOf,
  runTasks,
  type Schedule,
  type SlicePlan,
} from "./scheduler.ts";
import { timelinePicture } from "./drawings.ts";
import { callingTask, pair } from "./task.ts";
import {
  drawRegisters,
  drawTasks,
  drawTimeline,
  resultsTable,
  switchesTable,
} from "./pictures.ts";

/** [operations] */
const longestSlice = 40;

/** Runs the pair with every slice that a learner can choose, the shortest first. */
function runPairs(savesContext: boolean): Schedule[] {
  return Array.from(
    { length: longestSlice },
    (_, i) => runTasks(pair, { sliceOperations: i + 1, savesContext }),
  );
}

function model(plan: SlicePlan, calls: number): Outcome {
  const schedule = runTasks(pair, plan);
  const unsaved = runTasks(pair, { ...plan, savesContext: false });
  const savingPlan = { ...plan, savesContext: true };
  const caller = callingTask(calls);
  const compared = Object.entries({
    "caller": [caller],
    "sum, product": pair,
    "all three": [...pair, caller],
  }).map(([tasks, list]) => ({
    tasks,
    ...countSwitches(runTasks(list, savingPlan).trace),
  }));
  return {
    facts: {
      tasks: (columns) => fence(drawTasks(pair, columns)),
      timeline: (columns) => fence(drawTimeline(schedule.slices, columns)),
      registers: () => fence(drawRegisters(schedule, plan)),
      results: () => resultsTable(schedule.results),
      unsaved: () => fence(drawRegisters(unsaved, { savesContext: false })),
      modes: () => switchesTable(compared),
    },
    pictures: { timeline: () => timelinePicture(schedule.slices) },
    data: {
      ...plan,
      slices: schedule.slices,
      switches: schedule.switches,
      results: schedule.results,
      compared,
    },
  };
}

/** What this lesson runs and what it asserts. */
export const lesson: Lesson = {
  knobs: [
    {
      name: "slice",
      says: "operations that a task may do in a row",
      value: 4,
      range: [1, longestSlice],
    },
    {
      name: "save",
      says: "whether a switch saves and loads the context",
      value: "yes",
      choices: ["yes", "no"],
    },
    { name: "calls", says: "system calls to make", value: 10, range: [1, 99] },
  ],
  model: (setting) => model(planOf(setting), Number(setting.knobs["calls"])),
  claims: [
    {
      says: "With saved contexts, both results are right for every slice.",
      holds: () => runPairs(true).every(areAllRight),
    },
    {
      says: "Without saved contexts, no slice makes both results right.",
      holds: () => !runPairs(false).some(areAllRight),
    },
    {
      says: "A task alone makes two mode switches a call, no context switch.",
      holds: () => {
        const plan = { sliceOperations: 1, savesContext: true };
        const { trace } = runTasks([callingTask(10)], plan);
        const counts = countSwitches(trace);
        return counts.modeSwitches === 2 * counts.systemCalls &&
          counts.systemCalls > 0 && counts.contextSwitches === 0;
      },
    },
    {
      says: "Longer slices never cause more context switches.",
      holds: () => {
        const counts = runPairs(true).map(({ switches }) => switches.length);
        return counts.every((more, i) => more >= (counts[i + 1] ?? 0));
      },
    },
  ],
};
