import type { ReactNode } from "react";
import { signalWords } from "../../../shared/domain/signal/signal.ts";
import { useQuery, useSyncStatus } from "../../data/hooks.ts";
import { newRecordId } from "../../data/new-record-id.ts";
import type { SignalRow } from "../../data/queries/signal-list.ts";
import { acknowledge, reopen } from "../../data/signal-edits.ts";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { useFormats } from "../../ui/formats.ts";
import { Link } from "../../ui/link.tsx";
import { signalText } from "../../ui/signal/signal-text.ts";
import { StateMark } from "../../ui/state-mark.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./account.module.css";
import { Section } from "./section.tsx";
import { useRecordEdit } from "./use-record-edit.ts";

const shownDays = 30;
const shownRows = 6;
const dayMs = 86_400_000;

/** Quality of the account that left its normal band: now, and in the last 30 days, with what was decided about it. */
export function SignalList({ accountId, nowMs }: { readonly accountId: string; readonly nowMs: number }): ReactNode {
  const t = useText("signals");
  const { data } = useQuery("signalList", { accountId });
  if (data === undefined) return null;
  if (data === null)
    return (
      <Section title={t("list.title")}>
        <p className={styles.none}>{t("list.unknown")}</p>
      </Section>
    );
  const rows = data.filter((row) => !row.over || nowMs - row.head.lastMs <= shownDays * dayMs);
  const current = rows.filter((row) => !row.over).length;
  return (
    <Section title={t("list.title")} meta={current === 0 ? undefined : current}>
      {rows.length === 0 && <p className={styles.none}>{t("list.none")}</p>}
      <ul className={styles.rows}>
        {rows.slice(0, shownRows).map((row) => (
          <SignalLine key={row.head.key} row={row} />
        ))}
      </ul>
    </Section>
  );
}

function SignalLine({ row }: { readonly row: SignalRow }): ReactNode {
  const t = useText("signals");
  const domain = useText("domain");
  const account = useText("account");
  const formats = useFormats();
  const { user } = useSyncStatus();
  const edit = useRecordEdit();
  const { head, over, rest, incident } = row;
  const words = signalText(signalWords(head), { t, domain, account, formats });
  const decide = (make: typeof acknowledge, text: string): void => {
    if (user === null) return;
    const cause = { accountId: row.accountId, signalKeys: row.signals.map((signal) => signal.key), region: head.slice.region };
    void edit(make(cause, { user, atMs: Date.now(), newId: newRecordId }), text);
  };
  const time = (ms: number): string => formats.day(ms, head.timeZone);
  return (
    <li>
      {over ? <span className={styles.side}>{t("list.over")}</span> : <StateMark state={head.state} />}
      <span className={cx(styles.main, styles.tall)} title={words}>
        <Link route={{ screen: "account", accountId: row.accountId, tab: "quality" }} quiet>
          {words}
        </Link>
      </span>
      <span className={styles.side}>
        {over ? t("list.span", { from: time(head.sinceMs), to: time(head.lastMs) }) : t("list.since", { time: time(head.sinceMs) })}
      </span>
      {incident !== null && (
        <span className={cx(styles.side, styles.tall)}>
          <Link route={{ screen: "incident", incidentId: incident.id }}>{incident.number}</Link>
        </span>
      )}
      {!over && rest === "open" && (
        <Button size="small" disabled={user === null} onClick={() => decide(acknowledge, t("done.acknowledge", { words }))}>
          {t("do.acknowledge")}
        </Button>
      )}
      {!over && rest !== "open" && (
        <>
          <span className={styles.side}>{restWords(row)}</span>
          <Button size="small" disabled={user === null} onClick={() => decide(reopen, t("done.reopen", { words }))}>
            {t("do.reopen")}
          </Button>
        </>
      )}
    </li>
  );

  function restWords({ decision }: SignalRow): string {
    if (rest !== "snoozed") return t(`rest.${rest}`);
    return t("rest.snoozed", { time: formats.dateTime(Date.parse(decision?.until ?? "")) });
  }
}
