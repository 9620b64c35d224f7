import type { ReactNode } from "react";
import { partsOf } from "../../../shared/domain/outreach/message-text.ts";
import type { OutreachRow } from "../../data/queries/outreach-rows.ts";
import { regionName } from "../../ui/attention-text.ts";
import { Button } from "../../ui/button.tsx";
import { AnswerFacts } from "../../ui/compose/answer-facts.tsx";
import { failureWords } from "../../ui/compose/compose-words.ts";
import { MessageView } from "../../ui/compose/message-view.tsx";
import { FactList } from "../../ui/fact-list.tsx";
import { useFormats } from "../../ui/formats.ts";
import { Inspector, InspectorSection } from "../../ui/inspector.tsx";
import { Link } from "../../ui/link.tsx";
import { useNow } from "../../ui/now.ts";
import { useText } from "../../ui/text.ts";
import { MessageMark } from "./outreach-columns.tsx";
import styles from "./outreach.module.css";
import type { MessageActions } from "./use-message-actions.ts";

interface MessageInspectorProps {
  readonly row: OutreachRow;
  readonly actions: MessageActions;
  readonly onAnswer: () => void;
  readonly onClose: () => void;
}

/** A message as it was sent, where it stands, its answer, and what can be done next. */
export function MessageInspector({ row, actions, onAnswer, onClose }: MessageInspectorProps): ReactNode {
  const t = useText("outreach");
  const domain = useText("domain");
  const formats = useFormats();
  const nowMs = useNow("minute");
  const { record } = row;
  const at = (iso: string | null | undefined): readonly { readonly label: string; readonly value: string }[] =>
    iso == null ? [] : [{ label: domain(`outreachState.${record.state}`), value: formats.dateTime(Date.parse(iso), formats.zone, nowMs) }];
  const account = <Link route={{ screen: "account", accountId: record.accountId, tab: "peaks" }}>{row.accountName}</Link>;
  return (
    <Inspector
      label={t("inspector", { subject: record.subject })}
      title={<MessageMark row={row} />}
      meta={row.authorName ?? undefined}
      onClose={onClose}
    >
      <InspectorSection>
        <p className={styles.under}>
          {account} · {domain(`tier.${row.tier}`)}
          {record.region !== null && ` · ${regionName(domain, record.region)}`}
        </p>
      </InspectorSection>
      <Trouble row={row} actions={actions} />
      <InspectorSection>
        <FactList
          facts={[
            { label: t("compose.to"), value: [row.contactName, record.to].filter(Boolean).join(" · ") || "—" },
            { label: t("compose.channel"), value: [domain(`channel.${record.channel}`), record.via].filter(Boolean).join(" · ") },
            ...(row.peakMs === null ? [] : [{ label: t("col.peak"), value: formats.dateTime(row.peakMs, row.timeZone, nowMs) }]),
            ...at(record.sentAt ?? record.queuedAt),
          ]}
        />
      </InspectorSection>
      <InspectorSection
        title={t(record.state === "draft" ? "draft.as" : "sent.as")}
        {...(record.bound === undefined || record.bound.length === 0 ? {} : { meta: t("bound.frozen", { count: record.bound.length }) })}
      >
        {record.body === undefined || record.body === "" ? (
          <>
            <h2 className={styles.title}>{record.subject}</h2>
            <p className={styles.under}>{t("sent.none")}</p>
          </>
        ) : (
          <MessageView subject={partsOf(record.subject, new Map())} body={partsOf(record.body, new Map())} locale={record.locale ?? "en"} />
        )}
      </InspectorSection>
      {(row.group === "waiting" || row.group === "ended") && (
        <InspectorSection title={t("answer.title")}>
          <AnswerFacts message={record} />
        </InspectorSection>
      )}
      <InspectorSection>
        <div className={styles.actions}>
          {(row.group === "waiting" || row.group === "ended") && (
            <Button variant={row.group === "waiting" && !row.due ? "solid" : "outline"} keyHint="a" onClick={onAnswer}>
              {t("answer.record")}
            </Button>
          )}
          {row.group === "waiting" && record.peakId != null && (
            <Button variant={row.due ? "solid" : "outline"} keyHint="r" onClick={() => actions.openPeak(row)}>
              {t("remind")}
            </Button>
          )}
          {row.group === "draft" && (
            <>
              {record.peakId != null && (
                <Button variant="solid" keyHint="Enter" onClick={() => actions.openPeak(row)}>
                  {t("open.draft")}
                </Button>
              )}
              <Button onClick={() => actions.giveUp(row)}>{t("trouble.giveUp")}</Button>
            </>
          )}
          {row.group === "outbox" && <Button onClick={() => actions.giveUp(row)}>{t("trouble.giveUp")}</Button>}
        </div>
      </InspectorSection>
    </Inspector>
  );
}

/** What somebody must decide before anything goes on. Nothing is sent again by itself. */
function Trouble({ row, actions }: { readonly row: OutreachRow; readonly actions: MessageActions }): ReactNode {
  const t = useText("outreach");
  const { record } = row;
  if (record.state === "queued") {
    return (
      <InspectorSection>
        <p className={styles.under}>{t("queued.says")}</p>
      </InspectorSection>
    );
  }
  if (record.state !== "unsure" && record.state !== "failed") return null;
  return (
    <InspectorSection title={t("group.trouble")}>
      <p className={styles.says}>
        {record.state === "unsure"
          ? t("trouble.unsure")
          : t("trouble.failed", { reason: failureWords(record.failure?.code ?? "refused", t) })}
      </p>
      <div className={styles.actions}>
        {record.state === "unsure" && (
          <Button variant="solid" onClick={() => actions.arrived(row)}>
            {t("trouble.arrived")}
          </Button>
        )}
        <Button onClick={() => actions.sendAgain(row)}>{t("trouble.again")}</Button>
        <Button variant="ghost" onClick={() => actions.giveUp(row)}>
          {t("trouble.giveUp")}
        </Button>
      </div>
    </InspectorSection>
  );
}
