import type { ReactNode } from "react";
import type { HealthResult } from "../../../../shared/domain/health/health-result.ts";
import { StateMark } from "../../../ui/state-mark.tsx";
import { useText } from "../../../ui/text.ts";
import pageStyles from "../account.module.css";
import { Section } from "../section.tsx";

/** What nobody could judge, and why. Nothing here counts as zero or as full marks. */
export function MissingList({ missing }: { readonly missing: HealthResult["missing"] }): ReactNode {
  const t = useText("health");
  if (missing.length === 0) return null;
  return (
    <Section title={t("missing.title")} meta={t("missing.meta")}>
      <ul className={pageStyles.rows}>
        {missing.map(({ rule, reason }) => (
          <li key={rule}>
            <span className={pageStyles.main}>
              <StateMark state="unknown" label={t(`rule.${rule}`)} />
            </span>
            <span className={pageStyles.side}>{t(`missing.${reason}`)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
