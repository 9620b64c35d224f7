import type { ReactNode } from "react";
import styles from "./brand-templates.module.css";

interface SwatchesProps {
  /** RRGGBB. */
  readonly colours: readonly string[];
  /** Their hex beside them; else it is read out alone. */
  readonly withHex: boolean;
}

/** Colours of a template: content like a picture, so they are not of the tokens. */
export function Swatches({ colours, withHex }: SwatchesProps): ReactNode {
  return (
    <ul className={styles.swatches}>
      {colours.map((colour, index) => (
        <li key={`${index} ${colour}`}>
          <svg className={styles.swatch} viewBox="0 0 12 12" role="img" aria-label={`#${colour}`}>
            <rect width={12} height={12} fill={`#${colour}`} />
          </svg>
          {withHex && <code aria-hidden="true">#{colour}</code>}
        </li>
      ))}
    </ul>
  );
}
