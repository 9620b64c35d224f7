import type { ReactNode } from "react";
import type { Text } from "../../../shared/i18n/catalogues.ts";
import { Button } from "../../ui/button.tsx";
import { useNavigate } from "../../ui/navigation.ts";
import { useText } from "../../ui/text.ts";
import styles from "./outreach.module.css";
import type { Round, RoundStep } from "./round-plan.ts";

export function stepWords(step: RoundStep, t: Text<"outreach">): string {
  return step.how === "skipped" ? t("round.done.skipped", { reason: t(`round.skip.${step.reason}`) }) : t(`round.done.${step.how}`);
}

/** What the round has come to, account by account. */
export function RoundSummary({ round, onAgain }: { readonly round: Round; readonly onAgain: () => void }): ReactNode {
  const t = useText("outreach");
  const navigate = useNavigate();
  const steps = Object.values(round.done);
  const count = (...hows: readonly RoundStep["how"][]): number => steps.filter((step) => hows.includes(step.how)).length;
  return (
    <div className={styles.summary}>
      <h2 className={styles.title}>{t("round.summary")}</h2>
      <p>
        {t("round.summary.says", {
          sent: count("sent", "handed", "phoned"),
          answered: count("answered"),
          skipped: count("skipped"),
        })}
      </p>
      <ul>
        {round.stops.map(({ peakId, accountName }) => {
          const step = round.done[peakId];
          return (
            <li key={peakId}>
              <span>{accountName}</span>
              <span className={styles.secondary}>{step === undefined ? "—" : stepWords(step, t)}</span>
            </li>
          );
        })}
      </ul>
      <div className={styles.actions}>
        <Button variant="solid" onClick={() => navigate({ screen: "outreach" })}>
          {t("round.close")}
        </Button>
        <Button onClick={onAgain}>{t("round.again")}</Button>
      </div>
    </div>
  );
}
