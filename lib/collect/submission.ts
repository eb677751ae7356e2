/**
 * Submissions: what was found in whatever a course hands over, before anybody looks at what it is
 * worth.
 *
 * @module
 */
import type { Manifest } from "../homework/manifest.ts";

/** Who has handed something in, as far as the delivery says so. All are texts: `007` stays. */
export interface Claim {
  /** From a pack, or the name of a folder. */
  readonly id?: string;
  /** The user's number in Canvas. */
  readonly canvas?: string;
  /** The number of the participant in Moodle. */
  readonly moodle?: string;
  /** As the course's system writes it: "Jane Doe", "doejane". A folder may be called by an id or a name. */
  readonly name?: string;
}

/** A student, as the roster has one; without a roster, as the submissions claim. */
export interface Student {
  /** A text, also where it looks like a number. */
  readonly id: string;
  readonly lastName: string;
  readonly firstName: string;
  readonly email: string;
  /** The user's number in Canvas. */
  readonly canvas?: string;
  /** The number of the participant in Moodle. */
  readonly moodle?: string;
}

/** What somebody has handed in at one time. */
export interface Submission {
  /** Where it was found, from the folder that was given: "canvas.zip/doejane_12_34_answer.ts". */
  readonly source: string;
  readonly claim: Claim;
  /** When, if it is told: ISO 8601. */
  readonly at?: string;
  /** Whether the course's system says that it came late. */
  readonly isLate?: boolean;
  /** Which attempt it is, where the system counts them: the highest is the last. */
  readonly attempt?: number;
  /** Files, by their paths in exercises/: "05_read_write/answer.ts". Lines end in a line feed. */
  readonly files: ReadonlyMap<string, string>;
  /** What was predicted, in the order of the blanks, by the item: "P5". */
  readonly predictions: ReadonlyMap<string, readonly string[]>;
  /** What it says that was asked, where nobody else says so. */
  readonly manifest?: Manifest;
  /** What was left out or guessed, and why, in a sentence each. */
  readonly notes: readonly string[];
}

/** What could not be taken for a submission at all. */
export interface Refused {
  readonly source: string;
  /** In one sentence. */
  readonly why: string;
}

/** All that was found in a folder, in an order that does not depend on the file system. */
export interface Collected {
  readonly submissions: readonly Submission[];
  readonly refused: readonly Refused[];
}
