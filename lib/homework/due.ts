/**
 * Until when a homework may be handed in: as an instructor types it, and as people read it.
 *
 * @module
 */

/** A time as it may be typed: a date, perhaps a time of the day, perhaps its offset from UTC. */
const typedTime =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d))?(Z|[+-]\d\d:\d\d)?)?$/;

/**
 * Reads a time. A date alone is its last minute; without an offset, it is that of this machine on
 * that day.
 *
 * @returns ISO 8601, with its offset: "2026-12-06T23:59:00+01:00"; nothing, if there is no such time.
 */
export function readDue(text: string): string | undefined {
  const [, date, time = "23:59", seconds = "00", offset] =
    typedTime.exec(text.trim()) ?? [];
  const local = `${date}T${time}:${seconds}`;
  // What is no day of the calendar would be taken for another one.
  const isReal = !Number.isNaN(Date.parse(`${local}Z`)) &&
    new Date(`${local}Z`).toISOString().startsWith(local);
  const due = local + (offset ?? offsetAt(new Date(local)));
  return isReal && !Number.isNaN(Date.parse(due)) ? due : undefined;
}

/** The offset of this machine from UTC at a time: "+01:00". */
function offsetAt(time: Date): string {
  const minutes = -time.getTimezoneOffset();
  const parts = [Math.abs(minutes) / 60, Math.abs(minutes) % 60]
    .map((part) => String(Math.floor(part)).padStart(2, "0"));
  return (minutes < 0 ? "-" : "+") + parts.join(":");
}

/** Says a time: "Sunday, 6 December 2026, 23:59 (UTC+01:00)". @param due As `readDue` returns it. */
export function sayDue(due: string): string {
  const [date = "", time = ""] = due.split("T");
  const day = new Date(`${date}T00:00Z`).toLocaleDateString("en-GB", {
    timeZone: "UTC",
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
  });
  const offset = /(?:Z|[+-]\d\d:\d\d)$/.exec(time)?.[0] ?? "Z";
  const zone = offset === "Z" ? "UTC" : `UTC${offset}`;
  const [weekday, ...rest] = day.split(" ");
  return `${weekday!.replace(/,?$/, ",")} ${rest.join(" ")}, ${
    time.slice(0, 5)
  } (${zone})`;
}
