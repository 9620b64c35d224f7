import { useState, type ReactNode } from "react";
import { cx } from "../../../ui/cx.ts";
import { useFormats } from "../../../ui/formats.ts";
import { TextField } from "../../../ui/text-field.tsx";
import styles from "./health-model.module.css";

interface NumberFieldProps {
  readonly label: string;
  /** NaN = what is typed is no number. */
  readonly value: number;
  /** What the value is multiplied with to be typed. */
  readonly scale?: number;
  readonly unit?: string;
  /** null = it can only be read. */
  readonly onChange: ((value: number) => void) | null;
  /** What is wrong with it, told beside it. */
  readonly error: string | null;
  /** It holds from elsewhere: shown in grey. */
  readonly inherited?: boolean;
  readonly id?: string;
}

/** A number of the model; plain text where the reader may not change it. */
export function NumberField({ label, value, scale = 1, unit, onChange, error, inherited, id }: NumberFieldProps): ReactNode {
  const formats = useFormats();
  const [typed, setTyped] = useState("");
  if (onChange === null)
    return (
      <span className={styles.number}>
        {formats.number(value * scale, digitsOf(value * scale))}
        {unit !== undefined && <span className={styles.unit}>{unit}</span>}
      </span>
    );
  // What was typed stands while it means the value; another value (a version put back) shows itself.
  const shown = Object.is(numberOf(typed, scale), value) ? typed : textOf(value, scale);
  const messageId = `${id ?? label}-fault`;
  return (
    <span className={cx(styles.number, inherited === true && styles.inherited)}>
      <TextField
        {...(id === undefined ? {} : { id })}
        aria-label={label}
        aria-invalid={error !== null}
        aria-describedby={error === null ? undefined : messageId}
        inputMode="decimal"
        value={shown}
        onChange={(text) => {
          setTyped(text);
          onChange(numberOf(text, scale));
        }}
      />
      {unit !== undefined && <span className={styles.unit}>{unit}</span>}
      {error !== null && (
        <span id={messageId} className={styles.fault} role="alert">
          {error}
        </span>
      )}
    </span>
  );
}

/** Multiplying and dividing by 100 leaves tails in the last digits. */
function numberOf(text: string, scale: number): number {
  const plain = text.trim().replace(",", ".").replace("−", "-");
  return plain === "" ? Number.NaN : Number((Number(plain) / scale).toPrecision(12));
}

function textOf(value: number, scale: number): string {
  return Number.isNaN(value) ? "" : String(Number((value * scale).toPrecision(12)));
}

function digitsOf(value: number): number {
  return Math.min(3, (String(Number(value.toPrecision(12))).split(".")[1] ?? "").length);
}
