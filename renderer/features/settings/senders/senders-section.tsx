import type { ReactNode } from "react";
import { useCallback, useEffect, useState } from "react";
import type { SendFault, SenderInfo } from "../../../../shared/bridge/messages.ts";
import { newRecordId } from "../../../data/new-record-id.ts";
import { useSyncStatus } from "../../../data/hooks.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { useSenderControls } from "../../../ui/senders-context.ts";
import { StateMark } from "../../../ui/state-mark.tsx";
import { useText } from "../../../ui/text.ts";
import { useToast } from "../../../ui/toast.tsx";
import { SettingsSection } from "../settings-section.tsx";
import { draftOf, newSender, type SenderDraft } from "./sender-draft.ts";
import { SenderDialog } from "./sender-dialog.tsx";
import styles from "./senders.module.css";

type Tried = "testing" | "works" | SendFault;

/** The ways out of this laptop: mail servers and groups' robots. */
export function SendersSection(): ReactNode {
  const t = useText("senders");
  const common = useText("common");
  const errors = useText("errors");
  const toast = useToast();
  const controls = useSenderControls();
  const { user } = useSyncStatus();
  const [senders, setSenders] = useState<readonly SenderInfo[] | null>(null);
  const [draft, setDraft] = useState<SenderDraft | null>(null);
  const [removing, setRemoving] = useState<SenderInfo | null>(null);
  const [tried, setTried] = useState<Readonly<Record<string, Tried>>>({});
  const load = useCallback(async () => {
    const answer = await controls.list();
    if (answer.ok) setSenders(answer.value);
  }, [controls]);
  useEffect(() => {
    void load();
  }, [load]);
  if (senders === null) return null;
  const test = async (id: string): Promise<void> => {
    setTried((before) => ({ ...before, [id]: "testing" }));
    const answer = await controls.test(id);
    setTried(({ [id]: _before, ...others }) => (answer.ok ? { ...others, [id]: answer.value ?? "works" } : others));
    if (!answer.ok) toast({ text: errors(answer.error.code), tone: "error" });
  };
  const remove = async ({ id, name }: SenderInfo): Promise<void> => {
    setRemoving(null);
    const answer = await controls.remove(id);
    toast(answer.ok ? { text: t("removed", { name }) } : { text: errors(answer.error.code), tone: "error" });
    await load();
  };
  return (
    <SettingsSection title={t("section")}>
      <p className={styles.words}>{senders.length === 0 ? t("none") : t("safe")}</p>
      {senders.length > 0 && (
        <ul className={styles.list} aria-label={t("list")}>
          {senders.map((sender) => (
            <li key={sender.id} className={styles.sender}>
              <div className={styles.what}>
                <strong>{sender.name}</strong>
                <span className={styles.quiet}>
                  {[
                    t(`way.${sender.way}`),
                    sender.address,
                    ...(sender.accountIds.length === 0 ? [] : [t("accounts.count", { count: sender.accountIds.length })]),
                  ].join(" · ")}
                </span>
              </div>
              <div className={styles.actions}>
                <Button
                  size="small"
                  aria-label={`${t("test")} ${sender.name}`}
                  disabled={tried[sender.id] === "testing"}
                  onClick={() => void test(sender.id)}
                >
                  {t(tried[sender.id] === "testing" ? "testing" : "test")}
                </Button>
                <Button
                  size="small"
                  aria-label={`${t("edit")} ${sender.name}`}
                  aria-haspopup="dialog"
                  onClick={() => setDraft(draftOf(sender))}
                >
                  {t("edit")}
                </Button>
                <Button
                  size="small"
                  danger
                  aria-label={`${t("remove")} ${sender.name}`}
                  aria-haspopup="dialog"
                  onClick={() => setRemoving(sender)}
                >
                  {t("remove")}
                </Button>
              </div>
              <p role="status" className={styles.tried}>
                <TriedWords tried={tried[sender.id]} isRobot={sender.way !== "smtp"} />
              </p>
            </li>
          ))}
        </ul>
      )}
      <Button aria-haspopup="dialog" onClick={() => setDraft(newSender(newRecordId("sender"), user?.name ?? ""))}>
        {t("add")}
      </Button>
      {draft !== null && (
        <SenderDialog
          key={draft.id}
          initial={draft}
          onClose={() => setDraft(null)}
          onSaved={(name) => {
            setTried(({ [draft.id]: _before, ...others }) => others);
            setDraft(null);
            toast({ text: t("saved", { name }) });
            void load();
          }}
        />
      )}
      <Dialog
        open={removing !== null}
        title={t("remove.title", { name: removing?.name ?? "" })}
        onClose={() => setRemoving(null)}
        actions={
          <>
            <Button onClick={() => setRemoving(null)}>{common("action.cancel")}</Button>
            <Button variant="solid" danger onClick={() => (removing === null ? undefined : void remove(removing))}>
              {t("remove")}
            </Button>
          </>
        }
      >
        {t("remove.text")}
      </Dialog>
    </SettingsSection>
  );
}

/** What the last test of a sender said, and what to do next. */
function TriedWords({ tried, isRobot }: { readonly tried: Tried | undefined; readonly isRobot: boolean }): ReactNode {
  const t = useText("senders");
  if (tried === undefined || tried === "testing") return null;
  if (tried === "works") return <StateMark state="good" label={t(isRobot ? "works.robot" : "works")} />;
  return <StateMark state={tried === "rate-limited" ? "watch" : "risk"} label={t(`fault.${tried}`)} />;
}
