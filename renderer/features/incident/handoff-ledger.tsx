import type { ReactNode } from "react";
import type { Holding, IncidentHistory } from "../../../shared/domain/incident/incident-history.ts";
import { lengthMs, timeByTurn } from "../../../shared/domain/incident/incident-times.ts";
import { useFormats } from "../../ui/formats.ts";
import { holderWords } from "../../ui/incident-words.ts";
import { useText } from "../../ui/text.ts";
import { useNow } from "../../ui/now.ts";
import styles from "./handoff-ledger.module.css";
import { TurnWords } from "./incident-clocks.tsx";
import { TurnBar } from "./turn-bar.tsx";

/** Who had it, in turn, and for how long; waits are hatched. Their times add up to the time it was open. */
export function HandoffLedger({ history }: { readonly history: IncidentHistory }): ReactNode {
  const t = useText("incidents");
  const formats = useFormats();
  const nowMs = useNow("minute");
  const longest = Math.max(1, ...history.holdings.map((holding) => lengthMs(holding, nowMs)));
  const whole = Math.max(
    1,
    history.holdings.reduce((sum, holding) => sum + lengthMs(holding, nowMs), 0),
  );
  const times = timeByTurn(history, history.endedMs ?? nowMs);
  return (
    <section className={styles.ledger} aria-label={t("ledger.title")}>
      <header className={styles.head}>
        <h2>{t("ledger.title")}</h2>
        <span>{t("ledger.count", { count: Math.max(0, history.holdings.length - 1) })}</span>
      </header>
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={t("ledger.title")}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t("ledger.number")}</th>
              <th scope="col">{t("ledger.holder")}</th>
              <th scope="col">{t("ledger.since")}</th>
              <th scope="col">{t("ledger.share")}</th>
              <th scope="col">{t("ledger.time")}</th>
            </tr>
          </thead>
          <tbody>
            {history.holdings.map((holding, index) => {
              const current = holding.toMs === null;
              return (
                <tr key={holding.event.id} aria-current={current ? "true" : undefined}>
                  <td>{index + 1}</td>
                  <td title={current ? t("ledger.now") : undefined}>{partyWords(holding)}</td>
                  <td>{formats.dateTime(holding.fromMs, formats.zone, nowMs)}</td>
                  <td aria-label={formats.percent(lengthMs(holding, nowMs) / whole, 0)}>
                    <span
                      className={`${styles.bar} ${styles[holding.turn] ?? ""}`}
                      style={{ inlineSize: `${(lengthMs(holding, nowMs) / longest) * 100}%` }}
                    />
                  </td>
                  <td>{formats.duration(lengthMs(holding, nowMs))}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
        <div className={styles.sum}>
          <h3>{t("ledger.sum")}</h3>
          <TurnBar times={times} />
          <p>
            <TurnWords times={times} />
          </p>
        </div>
      </div>
    </section>
  );

  function partyWords(holding: Holding): string {
    switch (holding.turn) {
      case "us":
        return holderWords(t, holding);
      case "customer":
        return t("ledger.customer");
      case "vendor":
        return t("ledger.vendor");
      case "problem":
        return t("ledger.problem", { holder: holderWords(t, holding) });
    }
  }
}
