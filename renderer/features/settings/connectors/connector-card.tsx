import type { ReactNode } from "react";
import type { ConnectorReport, ConnectorState, ConnectorStatus, RowCounts } from "../../../../shared/sync/connectors.ts";
import { Button } from "../../../ui/button.tsx";
import { useFormats } from "../../../ui/formats.ts";
import { type State, StateMark } from "../../../ui/state-mark.tsx";
import { useText } from "../../../ui/text.ts";
import { droppedReasons } from "./dropped-reasons.ts";
import styles from "./connectors.module.css";

const shapes: Readonly<Record<ConnectorState, State>> = {
  new: "unknown",
  running: "good",
  ok: "good",
  attention: "watch",
  failing: "risk",
  paused: "unknown",
};

export interface ConnectorCardProps {
  readonly connector: ConnectorStatus;
  /** The service's clock when it was asked: ages are told by it. */
  readonly asOfMs: number;
  readonly onRun: (name: string) => void;
}

export function ConnectorCard({ connector, asOfMs, onRun }: ConnectorCardProps): ReactNode {
  const t = useText("connectors");
  const { name, kind, source, state, last, total, runAsked } = connector;
  const runWord = t(runAsked ? "run.waits" : "run");
  return (
    <article aria-label={name}>
      <div className={styles.head}>
        <div className={styles.what}>
          <h3 className={styles.name}>{name}</h3>
          <StateMark state={shapes[state]} label={t(`state.${state}`)} />
        </div>
        <Button size="small" aria-label={`${runWord} ${name}`} disabled={runAsked || state === "running"} onClick={() => onRun(name)}>
          {runWord}
        </Button>
      </div>
      <p className={styles.source}>
        {t(`kind.${kind}`)} · <span>{source}</span>
      </p>
      {last !== null && last.fault !== null && <FaultWords fault={last.fault} />}
      <dl className={styles.facts}>
        <Times connector={connector} asOfMs={asOfMs} />
        {last !== null && (
          <>
            <Fact name={t("waiting")} value={t(`waiting.${kind}`, { count: last.backlog })} />
            <Fact name={t("pressure")} value={t(`pressure.${last.pressure}`)} />
            <Fact name={t("rows")} value={<Counts rows={last.rows} />} />
          </>
        )}
        <Fact name={t("total")} value={<Counts rows={total} />} />
      </dl>
      {last !== null && <Findings last={last} />}
    </article>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: ReactNode }): ReactNode {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function FaultWords({ fault }: { readonly fault: NonNullable<ConnectorReport["fault"]> }): ReactNode {
  const t = useText("connectors");
  return (
    <p className={styles.fault}>
      {t(`fault.${fault.code}`)} <span className={styles.quiet}>{t("failures", { count: fault.failures })}</span>
      {fault.detail !== "" && <code className={styles.detail}>{fault.detail}</code>}
    </p>
  );
}

function Times({ connector, asOfMs }: Pick<ConnectorCardProps, "connector" | "asOfMs">): ReactNode {
  const t = useText("connectors");
  const formats = useFormats();
  const { dataUpTo, nextRunAt, lastGoodAt, last, state } = connector;
  const withAge = (at: string | null, without: string): string =>
    at === null ? without : t("age", { time: formats.dateTime(Date.parse(at)), age: formats.age(Math.max(0, asOfMs - Date.parse(at))) });
  const due = nextRunAt !== null && Date.parse(nextRunAt) <= asOfMs;
  const next = nextRunAt === null ? t("next.paused") : due ? t("next.now") : formats.dateTime(Date.parse(nextRunAt));
  return (
    <>
      <Fact name={t("upTo")} value={withAge(dataUpTo, t("upTo.none"))} />
      <Fact name={t("last")} value={withAge(last?.endedAt ?? null, t("last.none"))} />
      {state === "failing" && <Fact name={t("last.good")} value={withAge(lastGoodAt, t("last.none"))} />}
      <Fact name={t("next")} value={next} />
    </>
  );
}

function Counts({ rows }: { readonly rows: RowCounts }): ReactNode {
  const t = useText("connectors");
  const formats = useFormats();
  return t("counts", {
    read: formats.number(rows.read),
    stored: formats.number(rows.stored),
    unchanged: formats.number(rows.unchanged),
    dropped: formats.number(rows.dropped),
  });
}

/** What a person should look at: notes, reasons, and the first rows that were left out. */
function Findings({ last }: { readonly last: ConnectorReport }): ReactNode {
  const t = useText("connectors");
  const formats = useFormats();
  const reasons = droppedReasons(last.rows);
  return (
    <>
      {last.notes.length > 0 && (
        <>
          <h4 className={styles.heading}>{t("notes")}</h4>
          <ul className={styles.lines}>
            {last.notes.map(({ code, detail, count }) => (
              <li key={`${code} ${detail}`}>
                {t(`note.${code}`)}
                {detail !== "" && <code className={styles.detail}>{detail}</code>}
                {count > 1 && ` × ${formats.number(count)}`}
              </li>
            ))}
          </ul>
        </>
      )}
      {reasons.length > 0 && (
        <>
          <h4 className={styles.heading}>{t("dropped")}</h4>
          <ul className={styles.lines}>
            {reasons.map(({ reason, count }) => (
              <li key={reason}>
                {t(`reason.${reason}`)} × {formats.number(count)}
              </li>
            ))}
          </ul>
        </>
      )}
      {last.faults.length > 0 && (
        <details className={styles.samples}>
          <summary>{t("samples")}</summary>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("samples.place")}</th>
                <th scope="col">{t("samples.line")}</th>
                <th scope="col">{t("samples.reason")}</th>
              </tr>
            </thead>
            <tbody>
              {last.faults.map(({ place, line, reason, message }, i) => (
                <tr key={`${place} ${String(line)} ${String(i)}`}>
                  <td>{place}</td>
                  <td>{line ?? "—"}</td>
                  <td>
                    {t(`reason.${reason}`)}
                    <code className={styles.detail}>{message}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </>
  );
}
