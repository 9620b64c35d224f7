import type { ReactNode } from "react";
import type { ChangeDays, PortfolioAccount } from "../../data/queries/portfolio.ts";
import { useFormats } from "../../ui/formats.ts";
import { pointsChange, wholePoints, worstText } from "../../ui/health-text.ts";
import { Link } from "../../ui/link.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { useText } from "../../ui/text.ts";
import { moversOf } from "./portfolio-model.ts";
import styles from "./portfolio.module.css";

const shown = 8;

interface MoversProps {
  readonly accounts: readonly PortfolioAccount[];
  readonly days: ChangeDays;
  readonly direction: "up" | "down";
}

/** Who gained or lost most in a time, each a way to the account. */
export function Movers({ accounts, days, direction }: MoversProps): ReactNode {
  const t = useText("portfolio");
  const health = useText("health");
  const formats = useFormats();
  const movers = moversOf(accounts, days, direction, shown);
  const title = t(`movers.${direction}`, { days });
  return (
    <section className={styles.movers} aria-label={title}>
      <h2>{title}</h2>
      {movers.length === 0 ? (
        <p className={styles.facts}>
          {accounts.some((account) => account.changes[days] !== null) ? t("movers.none") : t("movers.noHistory", { days })}
        </p>
      ) : (
        <ol>
          {movers.map((account) => (
            <li key={account.id}>
              <StateMark state={account.grade} label={null} />
              <span className={styles.moverName}>
                <Link route={{ screen: "account", accountId: account.id, tab: "overview" }} quiet>
                  {account.name}
                </Link>
              </span>
              <span className={styles.reason}>{account.worst === null ? "" : worstText(account.worst, health, formats)}</span>
              <span className={styles.number}>{account.scoreMilli === null ? "—" : wholePoints(account.scoreMilli, formats)}</span>
              <span className={styles.change}>{pointsChange(account.changes[days] ?? 0, formats)}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
