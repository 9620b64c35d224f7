import type { ReactNode } from "react";
import { useSyncStatus } from "../../data/hooks.ts";
import { useComposer } from "../../data/outreach/use-composer.ts";
import { usePeakWork } from "../../data/outreach/use-peak-work.ts";
import { regionName } from "../../ui/attention-text.ts";
import { Button } from "../../ui/button.tsx";
import { OutreachPanel } from "../../ui/compose/outreach-panel.tsx";
import { useFormats } from "../../ui/formats.ts";
import { useKeys } from "../../ui/keys.ts";
import { Link } from "../../ui/link.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./outreach.module.css";
import type { Round, RoundStep } from "./round-plan.ts";

interface RoundStopProps {
  readonly stop: Round["stops"][number];
  readonly onSkip: () => void;
  readonly onDone: (how: Exclude<RoundStep["how"], "skipped">) => void;
}

/** One account of the round: what is expected, and the message ready to go. */
export function RoundStop({ stop, onSkip, onDone }: RoundStopProps): ReactNode {
  const t = useText("outreach");
  const domain = useText("domain");
  const formats = useFormats();
  const { phase } = useSyncStatus();
  const composer = useComposer(stop.accountId, stop.peakId);
  const work = usePeakWork(composer.facts);
  useKeys([{ keys: "p", label: t("round.phone"), group: "screen", run: () => composer.choose({ way: "phone" }) }]);
  const peak = composer.facts?.peak ?? null;
  if (composer.composition === undefined) return null;
  if (peak === null) {
    return (
      <div className={styles.summary}>
        <p>{t("round.gone")}</p>
        <div>
          <Button keyHint="s" onClick={onSkip}>
            {t("round.skip")}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className={styles.inner}>
      <header className={styles.headline}>
        <h2>
          <StateMark state={peak.level} />
          <Link quiet route={{ screen: "peaks", peakId: peak.peakId }}>
            {stop.accountName}
          </Link>
        </h2>
        <p>
          {t("round.facts", {
            region: regionName(domain, peak.region),
            when: `${formats.dateTime(peak.atMs, peak.timeZone)} ${formats.weekday(peak.atMs, peak.timeZone)}`,
            p50: formats.number(peak.p50),
            p90: formats.number(peak.p90),
            capacity: formats.number(peak.capacityPcu),
          })}
        </p>
        <p>{t("round.askBy", { day: peak.deadline.askByDay })}</p>
      </header>
      <div className={styles.bar}>
        <span>{t("round.keys")}</span>
        <Button size="small" variant="ghost" keyHint="s" onClick={onSkip}>
          {t("round.skip")}
        </Button>
      </div>
      <OutreachPanel
        model={composer}
        work={work}
        peak={peak}
        accountName={stop.accountName}
        offline={phase === "offline"}
        keys={{ send: "Enter", edit: "e" }}
        answerKey="a"
        onAnswered={() => onDone("answered")}
        onSent={(outcome) => {
          if (outcome === "queued" || outcome === "already") onDone("sent");
          if (outcome === "handed-over") onDone("handed");
          if (outcome === "noted") onDone("phoned");
        }}
      />
    </div>
  );
}
