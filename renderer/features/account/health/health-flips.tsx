import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import type { HealthFlip } from "../../../../shared/domain/health/health-result.ts";
import type { HealthGrade } from "../../../../shared/domain/health/health-override.ts";
import { joinDots } from "../../../../shared/i18n/format-number.ts";
import { useFormats } from "../../../ui/formats.ts";
import { measuredText, pointsChange, sliceText, wholePoints } from "../../../ui/health-text.ts";
import { StateMark } from "../../../ui/state-mark.tsx";
import { useText } from "../../../ui/text.ts";
import { carrierName } from "../../../ui/carrier-name.ts";
import { Section } from "../section.tsx";
import styles from "./health.module.css";

/** The smallest changes that reach the next grade, one after the other. */
export function HealthFlips({ flips, grade }: { readonly flips: readonly HealthFlip[]; readonly grade: HealthGrade }): ReactNode {
  const t = useText("health");
  const account = useText("account");
  const domain = useText("domain");
  const formats = useFormats();
  return (
    <Section title={t("flips.title")} meta={flips.length > 1 ? t("flips.meta") : undefined}>
      {flips.length === 0 && <p className={styles.faint}>{grade === "good" ? t("flips.best") : t("flips.none")}</p>}
      <ol className={styles.steps}>
        {flips.map((flip, index) => {
          const slice = flip.slice === null ? null : sliceText(flip.slice, domain, (carrier) => carrierName(carrier, account));
          const words = t("flips.step", {
            rule: joinDots([t(`rule.${flip.rule}`), ...(slice === null ? [] : [slice])]),
            from: measuredText(flip.rule, flip.from, t, formats),
            to: measuredText(flip.rule, flip.to, t, formats),
          });
          return (
            <li key={flip.rule}>
              <span className={styles.faint}>{index + 1}</span>
              <span className={styles.ellipsis} title={words}>
                {words}
              </span>
              <span className={styles.gain}>{pointsChange(flip.gainMilli, formats)}</span>
              <ArrowRight size={12} aria-hidden="true" />
              <span className={styles.strong}>{wholePoints(flip.scoreMilli, formats)}</span>
              <StateMark state={flip.grade} />
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
