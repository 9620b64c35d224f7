import type { ReactNode } from "react";
import { useState } from "react";
import type { NoticeStep } from "../../../shared/domain/notice/notice-step.ts";
import { useDataClient } from "../../data/data-client-provider.tsx";
import { useSyncStatus } from "../../data/hooks.ts";
import { newRecordId } from "../../data/new-record-id.ts";
import { noteStep } from "../../data/notices/notice-edits.ts";
import type { NoticeAccountRow, NoticeDetail } from "../../data/queries/notice-detail.ts";
import { Button } from "../../ui/button.tsx";
import { FactList } from "../../ui/fact-list.tsx";
import { Inspector, InspectorSection } from "../../ui/inspector.tsx";
import { useKeys } from "../../ui/keys.ts";
import { Link } from "../../ui/link.tsx";
import { useNow } from "../../ui/now.ts";
import { StateMark } from "../../ui/state-mark.tsx";
import { useLanguage } from "../../ui/text.ts";
import { MessageDialog } from "./message-dialog.tsx";
import { progressState, progressWords, reasonWords, titleOf, whyWords } from "./notice-words.ts";
import styles from "./notices.module.css";
import { useNoticeEdit } from "./use-notice-edit.ts";
import { useWords } from "./use-words.ts";

interface Props {
  readonly detail: NoticeDetail;
  readonly row: NoticeAccountRow;
  readonly onClose: () => void;
}

/** One customer: why it is exposed, its message, and how far it is. */
export function NoticeInspector({ detail, row, onClose }: Props): ReactNode {
  const words = useWords();
  const { t, domain, formats } = words;
  const language = useLanguage();
  const nowMs = useNow("minute");
  const [looking, setLooking] = useState(false);
  const { progress, message } = row;
  const isDraft = message?.state === "draft";
  useKeys([{ keys: "s", label: t("key.send"), group: "list", run: () => isDraft && setLooking(true) }]);
  const { exposure } = progress;
  return (
    <Inspector
      label={t("inspector", { account: row.name, notice: titleOf(detail.notice, language) })}
      title={row.name}
      meta={domain(`tier.${row.tier}`)}
      onClose={onClose}
    >
      <InspectorSection>
        <p className={styles.line}>
          <StateMark state={progressState(progress)} label={progressWords(progress, t)} />
          {progress.atMs !== null && <span className={styles.secondary}>{formats.dateTime(progress.atMs, formats.zone, nowMs)}</span>}
          {progress.by === "count" && <span className={styles.secondary}>{t("state.by.count")}</span>}
        </p>
        {progress.contradicted && <p className={styles.warn}>{t("contradicted")}</p>}
        <p className={styles.line}>
          <Link route={{ screen: "account", accountId: row.accountId, tab: "overview" }}>{row.name}</Link>
        </p>
      </InspectorSection>
      <InspectorSection title={t("col.why")}>
        {exposure.state === "exposed" ? (
          <FactList
            facts={exposure.reasons.map((reason) => ({
              label: reasonWords(reason, words),
              value:
                reason.type === "versions"
                  ? t("why.users", {
                      users: formats.number(reason.users),
                      all: formats.number(reason.ofUsers),
                      when: formats.day(reason.countedAtMs),
                    })
                  : "",
            }))}
          />
        ) : (
          <p className={styles.secondary}>{whyWords(progress, words)}</p>
        )}
      </InspectorSection>
      <InspectorSection title={t("message.title")} {...(message === null ? {} : { meta: domain(`outreachState.${message.state}`) })}>
        {message === null ? (
          <WriteDraft detail={detail} row={row} />
        ) : (
          <>
            <p className={styles.subject}>{message.subject}</p>
            <div className={styles.actions}>
              {isDraft ? (
                <Button variant="solid" keyHint="s" aria-haspopup="dialog" onClick={() => setLooking(true)}>
                  {t("message.look")}
                </Button>
              ) : (
                <Link route={{ screen: "outreach", outreachId: message.id }}>{t("message.open")}</Link>
              )}
            </div>
          </>
        )}
      </InspectorSection>
      <Steps detail={detail} row={row} />
      {looking && message !== null && (
        <MessageDialog
          key={message.id}
          draft={message}
          accountName={row.name}
          noticeTitle={titleOf(detail.notice, language)}
          onClose={() => setLooking(false)}
        />
      )}
    </Inspector>
  );
}

function WriteDraft({ detail, row }: Omit<Props, "onClose">): ReactNode {
  const { t } = useWords();
  const client = useDataClient();
  const edit = useNoticeEdit();
  const { user, tenantName } = useSyncStatus();
  const write = async (): Promise<void> => {
    if (user === null) return;
    const { draftToAll } = await import("../../data/notices/notice-drafts.ts");
    const facts = await client.query("noticeDrafting", { noticeId: detail.notice.id, accountIds: [row.accountId] });
    if (facts === null) return;
    const made = draftToAll(facts, { id: user.id, name: user.name, companyName: tenantName });
    await edit(made, made.drafted === 0 ? t("drafted.left", { done: 0, names: row.name }) : t("drafted", { count: made.drafted }));
  };
  return (
    <>
      <p className={styles.secondary}>{t("message.none")}</p>
      <div className={styles.actions}>
        <Button onClick={() => void write()}>{t("message.write")}</Button>
      </div>
    </>
  );
}

const offered: readonly NoticeStep["step"][] = ["informed", "acknowledged", "patched", "exempt", "reopened"];

/** What a colleague can note: each is a line of its own, taken back by another. */
function Steps({ detail, row }: Omit<Props, "onClose">): ReactNode {
  const { t } = useWords();
  const edit = useNoticeEdit();
  const { user } = useSyncStatus();
  if (user === null || user.role === "viewer") return null;
  const note = (step: NoticeStep["step"]): void => {
    const about = { noticeId: detail.notice.id, accountId: row.accountId, before: row.steps };
    const by = { id: user.id, atMs: Date.now(), newId: () => newRecordId("nst") };
    void edit(noteStep(about, step, by), t("stepped", { account: row.name, step: t(`step.${step}`) }));
  };
  const useful = offered.filter((step) =>
    step === "reopened"
      ? row.progress.done || row.steps.length > 0
      : step !== row.progress.state && (step !== "patched" || detail.notice.versions !== null),
  );
  return (
    <InspectorSection title={t("steps.title")}>
      <div className={styles.actions}>
        {useful.map((step) => (
          <Button key={step} size="small" onClick={() => note(step)}>
            {t(`step.${step}`)}
          </Button>
        ))}
      </div>
    </InspectorSection>
  );
}
