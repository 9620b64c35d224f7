import type { ReactNode } from "react";
import type { Holding, IncidentHistory } from "../../../shared/domain/incident/incident-history.ts";
import { timeByTurn } from "../../../shared/domain/incident/incident-times.ts";
import type { SlaPolicyDefinition } from "../../../shared/domain/sla/sla-policy.ts";
import type { HandOffReading, SlaReading } from "../../../shared/domain/sla/sla-reading.ts";
import { cx } from "../../ui/cx.ts";
import { useFormats } from "../../ui/formats.ts";
import { holderWords } from "../../ui/incident-words.ts";
import { StateMark } from "../../ui/state-mark.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./handoff-ledger.module.css";
import { LadderLine } from "./ladder-line.tsx";
import { PromisedNext } from "./promised-next.tsx";
import { TurnBar, TurnWords } from "./turn-bar.tsx";

export interface HandoffLedgerProps {
  readonly history: IncidentHistory;
  readonly reading: SlaReading;
  readonly definition: SlaPolicyDefinition;
  readonly actions: ReactNode;
}

/** Who had it, in turn, why, for how long and against which limit; waits are hatched and have none. Below it the ladder and what is promised. */
export function HandoffLedger({ history, reading, definition, actions }: HandoffLedgerProps): ReactNode {
  const t = useText("incidents");
  const sla = useText("sla");
  const over = reading.handOffs.filter(({ overMs }) => overMs > 0).length;
  return (
    <section className={styles.ledger} aria-label={t("ledger.title")}>
      <header className={styles.head}>
        <h2>{t("ledger.title")}</h2>
        <span className={styles.count}>
          {t("ledger.count", { count: Math.max(0, reading.handOffs.length - 1) })}
          {" · "}
          {over > 0 ? sla("ledger.over", { count: over }) : sla("ledger.within")}
        </span>
        <span className={styles.actions}>{actions}</span>
      </header>
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={t("ledger.title")}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t("ledger.number")}</th>
              <th scope="col">{t("ledger.holder")}</th>
              <th scope="col">{sla("ledger.reason")}</th>
              <th scope="col">{sla("ledger.share")}</th>
              <th scope="col">{sla("ledger.held")}</th>
              <th scope="col">{sla("ledger.limit")}</th>
            </tr>
          </thead>
          <tbody>
            {reading.handOffs.map((row, index) => (
              <HandOffRow key={row.holding.event.id} row={row} number={index + 1} warningShare={definition.warningShare} />
            ))}
          </tbody>
        </table>
        {reading.kickedAbout && (
          <p className={styles.kicked}>
            <StateMark state="risk" label={sla("ledger.kicked", { count: reading.handOffCount })} />
          </p>
        )}
        <LadderLine reading={reading} />
        <PromisedNext events={history.events} reading={reading} />
        <TimeByTurn history={history} atMs={reading.atMs} />
      </div>
    </section>
  );
}

function HandOffRow({
  row,
  number,
  warningShare,
}: {
  readonly row: HandOffReading;
  readonly number: number;
  readonly warningShare: number;
}): ReactNode {
  const t = useText("incidents");
  const sla = useText("sla");
  const formats = useFormats();
  const { holding, usedMs, limitMs, overMs } = row;
  const current = holding.toMs === null;
  const reason = holding.event.text.trim();
  const share = limitMs === null ? null : usedMs / limitMs;
  const fill = overMs > 0 ? styles.over : share !== null && share >= warningShare ? styles.near : styles.within;
  return (
    <tr aria-current={current ? "true" : undefined}>
      <td>{number}</td>
      <td title={[partyWords(holding), formats.dateTime(holding.fromMs), ...(current ? [t("ledger.now")] : [])].join("\n")}>
        {partyWords(holding)}
      </td>
      <td title={reason}>{reason === "" ? sla("ledger.noReason") : reason}</td>
      <td>
        {holding.turn === "us" ? (
          share !== null && (
            <span className={styles.track} role="img" aria-label={formats.percent(share, 0)}>
              <span className={cx(styles.bar, fill)} style={{ inlineSize: `${Math.min(1, share) * 100}%` }} />
            </span>
          )
        ) : (
          <span className={cx(styles.bar, styles[holding.turn])} />
        )}
      </td>
      <td
        className={overMs > 0 ? styles.late : undefined}
        title={overMs > 0 ? sla("ledger.overBy", { duration: formats.duration(overMs) }) : undefined}
      >
        {formats.duration(usedMs)}
        {overMs > 0 && <span className={styles.hidden}>{sla("ledger.overBy", { duration: formats.duration(overMs) })}</span>}
      </td>
      <td>{limitMs === null ? "—" : formats.duration(limitMs)}</td>
    </tr>
  );

  function partyWords(held: Holding): string {
    switch (held.turn) {
      case "us":
        return holderWords(t, held);
      case "customer":
        return t("ledger.customer");
      case "vendor":
        return t("ledger.vendor");
      case "problem":
        return t("ledger.problem", { holder: holderWords(t, held) });
    }
  }
}

function TimeByTurn({ history, atMs }: { readonly history: IncidentHistory; readonly atMs: number }): ReactNode {
  const t = useText("incidents");
  const times = timeByTurn(history, history.endedMs ?? atMs);
  return (
    <div className={styles.sum}>
      <h3>{t("ledger.sum")}</h3>
      <TurnBar times={times} />
      <p>
        <TurnWords times={times} />
      </p>
    </div>
  );
}
