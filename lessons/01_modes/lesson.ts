/**
 * The model of lesson 1: every operation in both modes, and one of them as a program reaches it.
 *
 * @module
 */
import { fence, type Lesson, type Outcome } from "zero-copy/workbook/lesson.ts";
import {
  attempt,
  attemptAddress,
  attemptAddresses,
  attemptAll,
  reach,
} from "./attempt.ts";
import { reachPicture } from "./drawings.ts";
import { Hardware } from "./hardware.ts";
import { Memory } from "zero-copy/machine/memory.ts";
import { type Operation, operationNamed, operations } from "./operation.ts";
import { PageTable } from "zero-copy/machine/page_table.ts";
import {
  addressesTable,
  attemptsTable,
  drawReach,
  sayAttempt,
} from "./pictures.ts";
import { wrapText } from "zero-copy/text/width.ts";

const asUser = attemptAll("user");
const asKernel = attemptAll("kernel");

/** One byte of memory with two addresses: the program's and the kernel's own. */
const pageTable = new PageTable(new Memory(4, 4096));
pageTable.map(1, { frame: 2, place: "user buffer" });
const userAddress = 0x1064;
const kernelAddress = pageTable.kernelAddress(0x2064);

function model(operation: Operation): Outcome {
  const tried = attempt(new Hardware(), operation);
  const reached = reach(operation);
  const addresses = attemptAddresses(pageTable, {
    program: userAddress,
    kernel: kernelAddress,
  });
  const { systemCalls, modeSwitches } = reached.counts;
  return {
    facts: {
      operations: (columns) => attemptsTable(asUser, asKernel, columns),
      asUser: (columns) => fence(wrapText(sayAttempt(tried), columns)),
      reach: (columns) => fence(drawReach(reached, columns)),
      addresses: () => addressesTable(addresses),
    },
    pictures: { reach: () => reachPicture(reached) },
    data: {
      operations: asUser.map((
        { operation: { name, isPrivileged }, done },
        i,
      ) => ({
        name,
        isPrivileged,
        isDoneInUserMode: done !== undefined,
        isDoneInKernelMode: asKernel[i]?.done !== undefined,
      })),
      operation: operation.name,
      fault: tried.fault?.message ?? null,
      systemCalls,
      modeSwitches,
    },
  };
}

/** What this lesson runs and what it asserts. */
export const lesson: Lesson = {
  knobs: [{
    name: "operation",
    says: "what to try in user mode, then as a program can",
    value: "halt",
    choices: operations.map(({ name }) => name).filter((name) =>
      name !== "trap"
    ),
  }],
  model: ({ knobs }) => model(operationNamed(String(knobs["operation"]))),
  claims: [
    {
      says: "User mode is refused every privileged operation, and no other.",
      holds: () =>
        asUser.every(({ operation, done }) => operation.isPrivileged === !done),
    },
    {
      says: "Kernel mode may do every privileged operation.",
      holds: () =>
        asKernel.every(({ operation, done }) =>
          !operation.isPrivileged || done
        ),
    },
    {
      says: "A system call reaches each of them, for two mode switches.",
      holds: () =>
        operations.filter(({ isPrivileged }) => isPrivileged).every((one) => {
          const { modeSwitches, systemCalls } = reach(one).counts;
          return systemCalls === 1 && modeSwitches === 2 * systemCalls;
        }),
    },
    {
      says: "User mode is refused a kernel address; kernel mode may use both.",
      holds: () => {
        const toKernel = (address: number): number | Error =>
          attemptAddress(pageTable, address, "kernel");
        const asked = attemptAddress(pageTable, kernelAddress, "user");
        return asked instanceof Error &&
          toKernel(userAddress) === toKernel(kernelAddress);
      },
    },
  ],
};
