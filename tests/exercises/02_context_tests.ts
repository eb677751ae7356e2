import { type Context, Cpu } from "../../lib/machine/cpu.ts";
import type * as stub from "../../exercises/02_context/answer.ts";
import { exercises } from "../../exercises/02_context/questions.ts";
import * as solution from "../../solutions/02_context/answer.ts";
import { testExercises } from "./wrong_answers.ts";

/** A solution whose signatures drift from the stub's is a type error here. */
const answers: typeof stub = solution;

type Slice = solution.Slice;
type Log = Parameters<typeof solution.tellSwitchesApart>[0];

/** A switch as it stands in the stub, mended or not in each of its two places. */
function switchBetween(
  slices: readonly Slice[],
  { copies, jumps }: { copies: boolean; jumps: boolean },
): Record<string, Context> {
  const cpu = new Cpu();
  const saved: Record<string, Context> = {};
  for (const { task, adds, operations } of slices) {
    const next = saved[task] ?? new Cpu();
    Object.assign(cpu.registers, next.registers);
    if (jumps) cpu.programCounter = next.programCounter;
    cpu.registers.a += adds;
    cpu.programCounter += operations;
    saved[task] = copies ? cpu.save() : { ...cpu };
  }
  return saved;
}

/** Counts changes of the mode, whosever it is. */
function modeChanges(log: Log): number {
  return log.filter(({ mode }, i) => i > 0 && mode !== log[i - 1]!.mode).length;
}

testExercises(exercises, {
  solution: answers,
  wrong: {
    predictRegister: [
      {
        idea: "tasks always have their own registers",
        answer: (slices: Slice[]) => solution.predictRegister(slices, true),
        says: "Here nobody does either",
      },
      {
        idea: "nobody ever saves",
        answer: (slices: Slice[]) => solution.predictRegister(slices, false),
        says: "a task goes on with what another one left",
      },
      {
        idea: "a switch clears the registers",
        answer: (slices: Slice[]) => {
          const held: Record<string, number> = {};
          let a = 0;
          slices.forEach(({ task, adds }, i) => {
            if (task !== slices[i - 1]?.task) a = 0;
            a += adds;
            held[task] = a;
          });
          return held;
        },
        says: "sets register a to 0 at each switch",
      },
      {
        idea: "all see the sum at the end",
        answer: (slices: Slice[], saves: boolean) => {
          const all = slices.reduce((sum, { adds }) => sum + adds, 0);
          return saves
            ? solution.predictRegister(slices, true)
            : Object.fromEntries(slices.map(({ task }) => [task, all]));
        },
        says: "that task does not see",
      },
      {
        idea: "only the last slice",
        answer: (slices: Slice[]) =>
          Object.fromEntries(slices.map(({ task }) => [task, 1])),
        says: "with a pencil",
      },
      { idea: "a number", answer: () => 7, says: "must return an object" },
      { idea: "nothing", answer: () => undefined, says: "a `return`" },
    ],
    mendedSwitch: [
      {
        idea: "the stub without its todo",
        answer: (slices: Slice[]) =>
          switchBetween(slices, { copies: false, jumps: false }),
        says: "A second name for the CPU's registers saves nothing",
      },
      {
        idea: "a jump and no copy",
        answer: (slices: Slice[]) =>
          switchBetween(slices, { copies: false, jumps: true }),
        says: "a second name is no copy",
      },
      {
        idea: "a copy and no jump",
        answer: (slices: Slice[]) =>
          switchBetween(slices, { copies: true, jumps: false }),
        says: "Of save, load and jump, one is missing",
      },
      {
        idea: "saving without loading",
        answer: (slices: Slice[]) => {
          const cpu = new Cpu();
          const saved: Record<string, Context> = {};
          for (const { task, adds, operations } of slices) {
            cpu.registers.a += adds;
            cpu.programCounter += operations;
            saved[task] = cpu.save();
          }
          return saved;
        },
        says: "nothing is loaded",
      },
      {
        idea: "register a alone",
        answer: (slices: Slice[]) =>
          Object.fromEntries(
            Object.entries(solution.mendedSwitch(slices)).map((
              [task, { programCounter, registers: { a } }],
            ) => [task, { programCounter, registers: { a } }]),
          ),
        says: "all registers and the program counter",
      },
      {
        idea: "no contexts",
        answer: () => ({ sum: null, product: 3 }),
        says: "all registers and the program counter",
      },
      { idea: "a list", answer: () => [], says: "must return an object" },
    ],
    tellSwitchesApart: [
      {
        idea: "another task's mode counts",
        answer: (log: Log) => ({
          ...solution.tellSwitchesApart(log),
          modeSwitches: modeChanges(log),
        }),
        says: "Whose mode is it?",
      },
      {
        idea: "a context switch brings a mode switch along",
        answer: (log: Log) => {
          const { modeSwitches, contextSwitches } = solution
            .tellSwitchesApart(log);
          return {
            modeSwitches: modeSwitches + contextSwitches,
            contextSwitches,
          };
        },
        says: "no task has made or ended a call",
      },
      {
        idea: "all are context switches",
        answer: (log: Log) => {
          const { modeSwitches, contextSwitches } = solution
            .tellSwitchesApart(log);
          return {
            modeSwitches,
            contextSwitches: modeSwitches + contextSwitches,
          };
        },
        says: "Many texts call both a context switch",
      },
      {
        idea: "one for the other",
        answer: (log: Log) => {
          const { modeSwitches, contextSwitches } = solution
            .tellSwitchesApart(log);
          return {
            modeSwitches: contextSwitches,
            contextSwitches: modeSwitches,
          };
        },
        says: "the other way round",
      },
      {
        idea: "forgetting the return",
        answer: (log: Log) => ({
          ...solution.tellSwitchesApart(log),
          modeSwitches: log.filter(({ task, mode }, i) =>
            mode === "kernel" && log[i - 1]?.task === task &&
            log[i - 1]?.mode === "user"
          ).length,
        }),
        says: "The return is another one",
      },
      {
        idea: "a switch between all lines",
        answer: (log: Log) => ({
          ...solution.tellSwitchesApart(log),
          modeSwitches: log.length - 1,
        }),
        says: "need not be a switch at all",
      },
      {
        idea: "none",
        answer: () => ({ modeSwitches: 0, contextSwitches: 0 }),
        says: "each pair of lines",
      },
      {
        idea: "one number",
        answer: () =>
          3,
        says: "must return an object",
      },
    ],
  },
});
