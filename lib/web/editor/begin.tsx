/**
 * What stands above the lines: the name, what to begin with, and what takes a change back.
 *
 * @module
 */
import type { JSX } from "preact";
import { type Program, program } from "../../machine/program.ts";
import { strategies } from "../../strategy/linux.ts";
import { draftNow } from "./editing.ts";
import type { OwnProgram } from "./use_editing.ts";

/** Programs to begin with. */
const beginnings: readonly (readonly [says: string, Program])[] = [
  ["an empty program", program("mine", [])],
  ...strategies.map(({ name, textbook }) => [name, textbook] as const),
  ...strategies.map(({ name, linux }) =>
    [`${name}, as Linux does it`, linux] as const
  ),
];

/** Shows the name, and what the program can be begun with. */
export function Begin(own: OwnProgram): JSX.Element {
  const { editing, act } = own;
  return (
    <div class="own-begin">
      <label>
        Name
        <input
          value={draftNow(editing).name}
          autocomplete="off"
          onInput={({ currentTarget: { value } }) =>
            act({ do: "name", name: value })}
        />
      </label>
      <Beginnings {...own} />
      <Turn {...own} />
    </div>
  );
}

/** Offers programs. */
function Beginnings({ act }: OwnProgram): JSX.Element {
  function begin(event: Event & { currentTarget: HTMLSelectElement }): void {
    const { currentTarget } = event;
    const [, program] = beginnings[Number(currentTarget.value)] ?? [];
    currentTarget.value = "";
    if (program !== undefined) act({ do: "begin", program });
  }
  return (
    <label>
      Begin with
      <select value="" onChange={begin}>
        <option value="">choose …</option>
        {beginnings.map(([says], i) => (
          <option key={says} value={String(i)}>{says}</option>
        ))}
      </select>
    </label>
  );
}

/** Takes back, and does again. */
function Turn({ editing: { history }, act }: OwnProgram): JSX.Element {
  return (
    <>
      <button
        type="button"
        aria-disabled={history.past.length === 0}
        onClick={() => act({ do: "undo" })}
      >
        Undo
      </button>
      <button
        type="button"
        aria-disabled={history.future.length === 0}
        onClick={() => act({ do: "redo" })}
      >
        Redo
      </button>
    </>
  );
}
