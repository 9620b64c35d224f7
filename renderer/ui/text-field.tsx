import type { InputHTMLAttributes, ReactNode, Ref, TextareaHTMLAttributes } from "react";
import { cx } from "./cx.ts";
import { Kbd } from "./kbd.tsx";
import styles from "./text-field.module.css";

export interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "onChange" | "size" | "prefix"> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly icon?: ReactNode;
  /** The key that puts the focus here. */
  readonly keyHint?: string;
  /** `search` is the narrow field of tool bars. Without a visible label give `aria-label`. */
  readonly look?: "form" | "search";
  readonly ref?: Ref<HTMLInputElement>;
}

export function TextField({ value, onChange, icon, keyHint, look = "form", ref, ...rest }: TextFieldProps): ReactNode {
  return (
    <span className={cx(styles.field, styles[look])}>
      {icon}
      <input
        type="text"
        autoComplete="off"
        spellCheck={false}
        {...rest}
        ref={ref}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {keyHint !== undefined && value === "" && <Kbd keys={keyHint} />}
    </span>
  );
}

export interface TextAreaProps extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "onChange"> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly ref?: Ref<HTMLTextAreaElement>;
}

/** Without `autoComplete="off"` a browser writes what is typed into its own session files, in the clear. */
export function TextArea({ value, onChange, ref, ...rest }: TextAreaProps): ReactNode {
  return (
    <textarea
      rows={3}
      autoComplete="off"
      {...rest}
      ref={ref}
      className={styles.area}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
