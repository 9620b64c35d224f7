import { Minus, Plus } from "lucide-react";
import type { KeyboardEvent, ReactNode } from "react";
import styles from "./stepper.module.css";

interface StepperProps {
  readonly label: string;
  readonly value: number;
  readonly text: string;
  readonly step: number;
  readonly min: number;
  readonly max: number;
  readonly decrease: string;
  readonly increase: string;
  readonly onChange: (value: number) => void;
}

/** A number between − and +; the arrow keys change it as well, with Shift five steps at a time. */
export function Stepper({ label, value, text, step, min, max, decrease, increase, onChange }: StepperProps): ReactNode {
  // Steps of a tenth add up in binary fractions: what is shown is what is meant.
  const go = (by: number): void =>
    onChange(Math.min(max, Math.max(min, Number((Math.round(value / step) * step + by * step).toPrecision(12)))));
  const onKeyDown = (event: KeyboardEvent): void => {
    const far = event.shiftKey ? 5 : 1;
    const by = { ArrowUp: far, ArrowRight: far, ArrowDown: -far, ArrowLeft: -far }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    go(by);
  };
  return (
    <span className={styles.stepper}>
      <button type="button" aria-label={decrease} title={decrease} tabIndex={-1} disabled={value <= min} onClick={() => go(-1)}>
        <Minus size={12} aria-hidden="true" />
      </button>
      <span
        role="spinbutton"
        tabIndex={0}
        aria-label={label}
        aria-valuenow={value}
        aria-valuemin={min}
        aria-valuemax={max}
        aria-valuetext={text}
        className={styles.value}
        onKeyDown={onKeyDown}
      >
        {text}
      </span>
      <button type="button" aria-label={increase} title={increase} tabIndex={-1} disabled={value >= max} onClick={() => go(1)}>
        <Plus size={12} aria-hidden="true" />
      </button>
    </span>
  );
}
