import type { ReactNode } from "react";
import type { SlaReading } from "../../../shared/domain/sla/sla-reading.ts";
import { cx } from "../../ui/cx.ts";
import { useFormats } from "../../ui/formats.ts";
import { useNow } from "../../ui/now.ts";
import { StateMark } from "../../ui/state-mark.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./handoff-ledger.module.css";
import { type LadderStep, ladderSteps, rungsAhead } from "./sla/ladder-strip.ts";

/** The ladder: which rungs were taken, which comes next, by itself, and when. */
export function LadderLine({ reading }: { readonly reading: SlaReading }): ReactNode {
  const t = useText("sla");
  const domain = useText("domain");
  const steps = ladderSteps(reading);
  const here = steps.findLastIndex(({ kind }) => kind === "taken" || kind === "reached" || kind === "first");
  return (
    <div className={styles.sum}>
      <NextRung reading={reading} />
      <h3>{t("ladder.title")}</h3>
      <ol className={styles.ladder}>
        {steps.map((step, index) => (
          <li
            key={step.role}
            className={cx(styles.rung, styles[step.kind], index === here && styles.here)}
            aria-current={index === here ? "step" : undefined}
          >
            <span className={styles.rungDot} aria-hidden="true" />
            <span>{domain(`ladderRole.${step.role}`)}</span>
            <StepWhen step={step} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function StepWhen({ step }: { readonly step: LadderStep }): ReactNode {
  const t = useText("sla");
  const formats = useFormats();
  const words = (): string => {
    switch (step.kind) {
      case "first":
        return "";
      case "standing":
        return t("ladder.standing");
      case "taken":
        return step.atMs === null ? "" : t("ladder.taken", { time: formats.dateTime(step.atMs) });
      case "reached":
        return t("ladder.reached", { time: formats.dateTime(step.atMs) });
      case "ahead":
        return t("ladder.ahead", { time: formats.dateTime(step.atMs) });
    }
  };
  const text = words();
  return text === "" ? null : <span className={styles.rungWhen}>{text}</span>;
}

function NextRung({ reading }: { readonly reading: SlaReading }): ReactNode {
  const t = useText("sla");
  const domain = useText("domain");
  const formats = useFormats();
  const nowMs = useNow("minute");
  const [next] = rungsAhead(reading);
  if (next === undefined) return null;
  return (
    <p className={styles.nextRung}>
      <StateMark
        state="watch"
        label={t(`ladder.next.${next.clock}`, { duration: formats.duration(Math.max(0, next.dueMs - Math.max(nowMs, reading.atMs))) })}
      />
      <strong>{`${domain(`ladderRole.${next.role}`)} · ${domain(`ladderChannel.${next.channel}`)}`}</strong>
    </p>
  );
}
