/**
 * Types for what `fmt_colors.ts` hands on.
 *
 * @module
 */

/** Says whether the functions below colour anything. */
export function getColorEnabled(): boolean;

/** Switches colours on or off; where NO_COLOR is set, they stay off. */
export function setColorEnabled(value: boolean): void;

/** Returns the text in bold. */
export function bold(str: string): string;

/** Returns the text in italics. */
export function italic(str: string): string;

/** Returns the text underlined. */
export function underline(str: string): string;

/** Returns the text in magenta. */
export function magenta(str: string): string;

/** Returns the text without the codes that colour it. */
export function stripAnsiCode(string: string): string;
