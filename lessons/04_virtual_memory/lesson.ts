/**
 * The model of lesson 4: one process on fewer frames than it has pages, and one frame at three
 * addresses.
 *
 * @module
 */
import {
  fence,
  type Knob,
  type Lesson,
  type Outcome,
  type Setting,
} from "zero-copy/workbook/lesson.ts";
import {
  anomaly,
  faultsByFrames,
  faultsOf,
  listedUses,
  patterns,
  readKnobs,
  useMemory,
  usualPlan,
  usualSize,
} from "./access_pattern.ts";
import { shareFrame } from "./shared_frame.ts";
import { translateAlone } from "./virtual_memory.ts";
import {
  accountOf,
  drawAccount,
  drawFaults,
  drawPlaces,
  drawSharing,
  drawTranslation,
  drawUses,
  sayProcess,
} from "./pictures.ts";
import { faultsPicture, placesPicture } from "./drawings.ts";
import { count } from "zero-copy/trace/count.ts";

function model(setting: Setting): Outcome {
  const { size, plan } = readKnobs(setting);
  const { pageBytes } = size;
  const address = Number(setting.knobs.address);
  const translation = translateAlone(address, pageBytes);
  const usage = useMemory(size, plan);
  const account = accountOf(usage);
  const faults = faultsByFrames(size, plan);
  const sharing = shareFrame(pageBytes);
  return {
    facts: {
      translation: () => fence(drawTranslation(translation, pageBytes)),
      process: () => sayProcess(size, plan),
      uses: (columns) =>
        fence(drawUses(usage.uses.slice(0, listedUses), columns)),
      usage: () => fence(drawAccount(account)),
      places: (columns) => fence(drawPlaces(usage, columns)),
      faults: (columns) =>
        fence(drawFaults(faults, { frames: size.frames, columns })),
      sharing: (columns) => fence(drawSharing(sharing.uses, columns)),
      refusal: () => `> ${sharing.refusal}`,
    },
    pictures: {
      places: () => placesPicture(usage, size.frames),
      faults: () => faultsPicture(faults, size.frames),
    },
    data: {
      ...size,
      ...plan,
      translation,
      uses: usage.uses,
      places: usage.places.map((place) => place ?? null),
      pageFaults: account.pageFaults,
      checkedReads: usage.checked,
      faultsByFrames: faults,
      sharing,
    },
  };
}

function knob(name: string, says: string, value: number, most: number): Knob {
  return { name, says, value, range: [1, most] };
}

/** The page faults of the anomaly. */
function anomalyFaults(frames: number): number {
  return faultsOf(anomaly, { frames, eviction: "fifo" });
}

/** What this lesson runs and what it asserts. */
export const lesson: Lesson = {
  takes: ["page"],
  knobs: [
    knob("pages", "virtual pages of the process", usualSize.pages, 32),
    knob("frames", "frames that it gets", usualSize.frames, 32),
    {
      name: "eviction",
      says: "which page leaves its frame",
      value: usualSize.eviction,
      choices: ["lru", "fifo"],
    },
    {
      name: "pattern",
      says: "which page comes next",
      value: usualPlan.pattern,
      choices: patterns,
    },
    knob("accesses", "addresses that it uses", usualPlan.accesses, 500),
    knob("seed", "which random numbers are rolled", usualPlan.seed, 1_000_000),
    knob("address", "the address to translate", 1_000_000, 2 ** 32 - 1),
  ],
  model,
  claims: [
    {
      says: "Every byte is read back as it was written, also from pages that " +
        "were in the swap area.",
      holds: () => {
        const { checked, uses } = useMemory(usualSize, usualPlan);
        return checked > 0 && uses.some(({ outcome }) => outcome === "swap");
      },
    },
    {
      says: "With a frame for every page, a page faults once: at first use.",
      holds: () => {
        const size = { ...usualSize, frames: usualSize.pages };
        const { uses, trace } = useMemory(size, usualPlan);
        const used = new Set(uses.map(({ page }) => page));
        return count(trace).pageFaults === used.size;
      },
    },
    {
      says: "With LRU, more frames never mean more faults.",
      holds: () =>
        patterns.every((pattern) => {
          const plan = { ...usualPlan, pattern, accesses: 200 };
          const faults = faultsByFrames(usualSize, plan);
          return faults.every((more, i) => more >= (faults[i + 1] ?? 0));
        }),
    },
    {
      says: "With FIFO, a fourth frame can mean more faults than three.",
      holds: () => anomalyFaults(4) > anomalyFaults(3),
    },
    {
      says: "What is written at one address of a frame is read at the others.",
      holds: () => {
        const { uses } = shareFrame(usualSize.pageBytes);
        return uses.every((use, i) =>
          use.operation === "write" ||
          use.value === uses[i - 1]!.value &&
            use.address !== uses[i - 1]!.address
        );
      },
    },
  ],
};
