import type { ReactNode } from "react";
import { TextField } from "../../../ui/text-field.tsx";

/** A number; an empty field is NaN. */
export function NumberInput({
  label,
  value,
  scale = 1,
  invalid = false,
  onChange,
}: {
  readonly label: string;
  readonly value: number;
  readonly scale?: number;
  readonly invalid?: boolean;
  readonly onChange: (value: number) => void;
}): ReactNode {
  return (
    <TextField
      type="number"
      step="any"
      aria-label={label}
      aria-invalid={invalid}
      value={Number.isNaN(value) ? "" : String(Number((value * scale).toPrecision(12)))}
      onChange={(text) => onChange(text.trim() === "" ? Number.NaN : Number((Number(text) / scale).toPrecision(12)))}
    />
  );
}
