import type { ReactNode } from "react";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { faultKey, mayBeAcknowledged, type FaultPlace, type PostmortemFault } from "../../../shared/domain/postmortem/postmortem-faults.ts";
import { isWritable, type PostmortemView } from "../../data/postmortem/use-postmortem.ts";
import { Button } from "../../ui/button.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { useText } from "../../ui/text.ts";
import { faultWords } from "./fault-words.ts";
import { places } from "./places.ts";
import styles from "./postmortem.module.css";

interface OutlineProps {
  readonly view: PostmortemView;
  readonly record: RecordOf<"postmortem">;
  readonly at: FaultPlace;
  /** Faults that nobody has mended or acknowledged. */
  readonly open: readonly PostmortemFault[];
  readonly onGo: (place: FaultPlace, into: boolean) => void;
  readonly onAcknowledge: (fault: PostmortemFault) => void;
}

/** The parts with how each stands, and below what keeps it from the customer; each leads to its place. */
export function BuilderOutline({ view, record, at, open, onGo, onAcknowledge }: OutlineProps): ReactNode {
  const t = useText("postmortem");
  const stateOf = (place: FaultPlace): "good" | "watch" | "risk" => {
    const own = open.filter((fault) => fault.place === place);
    return own.length === 0 ? "good" : own.every(mayBeAcknowledged) ? "watch" : "risk";
  };
  const words = { good: t("outline.ok"), watch: t("outline.toLook"), risk: t("outline.toMend") };
  return (
    <nav className={styles.outline} aria-label={t("outline")}>
      <ol className={styles.places}>
        {places.map((place) => (
          <li key={place} aria-current={place === at ? "step" : undefined}>
            <button type="button" onClick={() => onGo(place, false)}>
              <span>{t(`section.${place}`)}</span>
              <StateMark state={stateOf(place)} label={words[stateOf(place)]} />
            </button>
          </li>
        ))}
      </ol>
      {isWritable(record) && (
        <section className={styles.faults} aria-label={t("faults")}>
          <h2 className={styles.small}>
            {t("faults")} {open.length > 0 && <Kbd keys="f" />}
          </h2>
          {open.length === 0 && <StateMark state="good" label={t("faults.none")} />}
          <ul>
            {open.map((fault) => (
              <li key={faultKey(fault)}>
                <button type="button" className={styles.fault} onClick={() => onGo(fault.place, true)}>
                  <StateMark state={mayBeAcknowledged(fault) ? "watch" : "risk"} label={faultWords(fault, t, view.bound)} />
                </button>
                {mayBeAcknowledged(fault) && (
                  <Button size="small" onClick={() => onAcknowledge(fault)}>
                    {t("fault.ok")}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </nav>
  );
}
