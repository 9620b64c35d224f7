import type { ReactNode } from "react";
import type { TimeByTurn } from "../../../shared/domain/incident/incident-times.ts";
import { turns } from "../../../shared/domain/incident/turn.ts";
import { useFormats } from "../../ui/formats.ts";
import { useText } from "../../ui/text.ts";
import styles from "./turn-bar.module.css";

/** The whole time by whose turn it was: ours plain, waits hatched, over grey. The words stand beside it. */
export function TurnBar({ times }: { readonly times: TimeByTurn }): ReactNode {
  const whole = turns.reduce((sum, turn) => sum + times[turn], 0);
  if (whole === 0) return <div className={styles.bar} aria-hidden="true" />;
  return (
    <div className={styles.bar} aria-hidden="true">
      {turns.map(
        (turn) => times[turn] > 0 && <span key={turn} className={styles[turn]} style={{ inlineSize: `${(times[turn] / whole) * 100}%` }} />,
      )}
    </div>
  );
}

/** The parts of the whole time in words, nothing for parties that never had it. */
export function TurnWords({ times }: { readonly times: TimeByTurn }): ReactNode {
  const t = useText("incidents");
  const formats = useFormats();
  return turns
    .filter((turn) => times[turn] > 0)
    .map((turn) => t(`share.${turn}`, { duration: formats.duration(times[turn]) }))
    .join(" · ");
}
