/**
 * What the current line says, word by word, and what can be done with it.
 *
 * @module
 */
import type { JSX } from "preact";
import {
  type Instruction,
  type Operand,
  operands,
} from "../../machine/instruction.ts";
import type { Part } from "../../machine/program.ts";
import {
  allOps,
  allPlaces,
  allRepeats,
  knownCalls,
  slotsRange,
} from "../../workbook/program_text.ts";
import { repeatsSays, type Row } from "./draft.ts";
import type { Edit } from "./editing.ts";
import { withOp, withOperand } from "./operand_fields.ts";

interface FieldsProps {
  readonly row: Row;
  readonly isFirst: boolean;
  readonly act: (act: Edit) => void;
}

/** Shows the words of a line as fields, and its buttons. */
export function LineFields({ row, isFirst, act }: FieldsProps): JSX.Element {
  const change = (instruction: Instruction): void =>
    act({ do: "change", content: { instruction } });
  return (
    <div class="own-fields">
      {"repeats" in row
        ? (
          <Choice
            label="how often"
            value={row.repeats}
            choices={allRepeats.map((one) => [one, repeatsSays[one]])}
            onChange={(repeats) =>
              act({
                do: "change",
                content: { repeats: repeats as Part["repeats"] },
              })}
          />
        )
        : (
          <>
            <Choice
              label="step"
              value={row.instruction.op}
              choices={allOps.map((op) => [op, op])}
              onChange={(op) =>
                change(withOp(row.instruction, op as Instruction["op"]))}
            />
            {operands[row.instruction.op].map((name) => (
              <OperandField
                key={name}
                {...{ name, instruction: row.instruction, change }}
              />
            ))}
          </>
        )}
      <Buttons {...{ isFirst, act }} />
    </div>
  );
}

function OperandField({ name, instruction, change }: {
  readonly name: Operand;
  readonly instruction: Instruction;
  readonly change: (instruction: Instruction) => void;
}): JSX.Element {
  const value = String(
    (instruction as unknown as Record<string, unknown>)[name],
  );
  const onChange = (text: string): void =>
    change(withOperand(instruction, name, text));
  if (name === "slots") {
    const [min, max] = slotsRange;
    return (
      <label>
        pages
        <input
          {...{ type: "number", min, max, value }}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </label>
    );
  }
  const all = name === "call" ? knownCalls : allPlaces;
  const choices = all.map((one) => [one, one] as const);
  return <Choice {...{ label: name, value, choices, onChange }} />;
}

/** A choice of words. */
export function Choice({ label, value, choices, onChange }: {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly (readonly [value: string, says: string])[];
  readonly onChange: (value: string) => void;
}): JSX.Element {
  return (
    <label>
      {label}
      <select
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {choices.map(([one, says]) => (
          <option key={one} value={one}>{says}</option>
        ))}
      </select>
    </label>
  );
}

/** What can be done with the current line. The first one stays where it is. */
function Buttons(
  { isFirst, act }: Pick<FieldsProps, "isFirst" | "act">,
): JSX.Element {
  const part: Edit = { do: "add", content: { repeats: "once" } };
  return (
    <div class="own-acts">
      <button type="button" onClick={() => act({ do: "add" })}>
        Add step
      </button>
      <button type="button" onClick={() => act(part)}>Add part</button>
      {!isFirst && (
        <>
          <button
            type="button"
            aria-label="Move up"
            onClick={() => act({ do: "move", by: -1 })}
          >
            ↑
          </button>
          <button
            type="button"
            aria-label="Move down"
            onClick={() => act({ do: "move", by: 1 })}
          >
            ↓
          </button>
          <button type="button" onClick={() => act({ do: "remove" })}>
            Remove
          </button>
        </>
      )}
    </div>
  );
}
