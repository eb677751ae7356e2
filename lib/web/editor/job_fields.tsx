/**
 * The job, as fields.
 *
 * @module
 */
import type { JSX } from "preact";
import type { ToldOption } from "../../workbook/lesson_options.ts";
import { sayChoice } from "../given.ts";
import { type OwnJob, ownOptions } from "./own_job.ts";

interface JobProps extends OwnJob {
  /** Sets an option as it was typed. */
  readonly set: (changes: Record<string, string | undefined>) => void;
}

/** Shows the job, and lets it be changed. */
export function JobFields({ typed, refused, set }: JobProps): JSX.Element {
  return (
    <div class="own-job" role="group" aria-label="The job">
      <div class="live-fields">
        {ownOptions.map((option) => (
          <JobField
            key={option.name}
            option={option}
            text={typed[option.name] ?? ""}
            refused={refused[option.name]}
            set={(text) => set({ [option.name]: text || undefined })}
          />
        ))}
      </div>
    </div>
  );
}

function JobField({ option, text, refused, set }: {
  readonly option: ToldOption;
  readonly text: string;
  readonly refused: string | undefined;
  readonly set: (text: string) => void;
}): JSX.Element {
  const { name, says } = option;
  const id = `own-${name}`;
  const words = says.replace(/:? ?%$/, "");
  return (
    <div class="live-field">
      <label for={id}>
        <b>{name}</b>
        {words !== "" && <span>{words}</span>}
      </label>
      <Control
        isRefused={refused !== undefined}
        {...{ option, id, text, set }}
      />
      <span class="live-refused" id={`${id}-refused`} role="status">
        {refused}
      </span>
    </div>
  );
}

function Control({ option: { name, choices }, id, text, isRefused, set }: {
  readonly option: ToldOption;
  readonly id: string;
  readonly text: string;
  readonly isRefused: boolean;
  readonly set: (text: string) => void;
}): JSX.Element {
  const shared = {
    id,
    value: text,
    "aria-describedby": `${id}-refused`,
    "aria-invalid": isRefused || undefined,
    onChange: (event: Event & { currentTarget: { value: string } }): void =>
      set(event.currentTarget.value),
  };
  return choices === undefined
    ? <input {...shared} size={9} autocomplete="off" spellcheck={false} />
    : (
      <select {...shared}>
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {wordsOf(name, choice)}
          </option>
        ))}
      </select>
    );
}

/** A choice, and what it is, where its word does not say it. */
function wordsOf(name: string, choice: string): string {
  const says = sayChoice(name, choice);
  return says === undefined ? choice : `${choice}: ${says}`;
}
