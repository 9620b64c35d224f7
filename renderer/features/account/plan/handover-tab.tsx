import { Copy, FileDown, UserRound } from "lucide-react";
import { use, useState, type ReactNode } from "react";
import { briefDocument, briefText, type HandoverBrief, handoverBrief } from "../../../../shared/domain/handover/handover-brief.ts";
import { type Language, languages } from "../../../../shared/i18n/catalogue.ts";
import { safeFileName } from "../../../../shared/kernel/safe-file-name.ts";
import { useQuery, useSyncStatus } from "../../../data/hooks.ts";
import { newRecordId } from "../../../data/new-record-id.ts";
import { PostContext } from "../../../data/outreach/post-context.ts";
import { acknowledgeBrief } from "../../../data/plan/plan-edits.ts";
import { useGiveAccounts } from "../../../data/plan/use-give-accounts.ts";
import type { AccountHead } from "../../../data/queries/account-head.ts";
import type { GivenBrief } from "../../../data/queries/account-handovers.ts";
import { Button } from "../../../ui/button.tsx";
import { useKeys } from "../../../ui/keys.ts";
import { GiveDialog } from "../../../ui/plan/give-dialog.tsx";
import { Select } from "../../../ui/select.tsx";
import { useShell } from "../../../ui/shell-context.ts";
import { useLanguage, useText } from "../../../ui/text.ts";
import { useToast } from "../../../ui/toast.tsx";
import styles from "../account.module.css";
import { useRecordEdit } from "../use-record-edit.ts";
import own from "./plan-tab.module.css";

/** What a colleague must know who takes the account over: as it stands now, or as it was given. In the language that the reader chooses. */
export function HandoverTab({ head }: { readonly head: AccountHead }): ReactNode {
  const t = useText("plans");
  const errors = useText("errors");
  const accountId = head.account.id;
  const shell = useShell();
  const post = use(PostContext);
  const toast = useToast();
  const give = useGiveAccounts();
  const consoleLanguage = useLanguage();
  const [language, setLanguage] = useState<Language>(consoleLanguage);
  const [which, setWhich] = useState<string | null>(null);
  const [giving, setGiving] = useState(false);
  const people = (useQuery("colleagues", undefined).data ?? []).filter(({ id }) => id !== head.account.ownerId);
  const now = useQuery("handoverFacts", { accountIds: [accountId] }).data?.[0];
  const handovers = useQuery("accountHandovers", { accountId }).data;
  const given = handovers?.given ?? [];
  // Who is asked to read one sees that one first.
  const unread = given.find((one) => one.mine && one.readOn === null);
  const shown = given.find(({ brief }) => brief.id === (which ?? unread?.brief.id)) ?? null;
  const input =
    shown !== null
      ? { facts: shown.brief.facts, note: shown.brief.note, fromName: shown.fromName, toName: shown.toName }
      : now === undefined
        ? null
        : { facts: now.facts, note: "", fromName: now.ownerName, toName: null };
  const brief = input === null ? null : handoverBrief(input, language);
  const copy = (): void => {
    if (brief === null) return;
    void shell.copyText(briefText(brief)).then((done) => (done ? toast({ text: t("brief.copied") }) : undefined));
  };
  const pdf = async (): Promise<void> => {
    if (brief === null || post === null) return;
    const made = await post.pdf(briefDocument(brief));
    if (made === null) toast({ text: t("brief.pdf.failed"), tone: "error" });
    else await shell.saveFile(safeFileName(`${brief.title}.pdf`), made.content);
  };
  useKeys([
    { keys: "y", label: t("brief.copy"), group: "screen", run: copy },
    { keys: "f", label: t("brief.pdf"), group: "screen", run: () => void pdf() },
    { keys: "o", label: t("brief.give"), group: "screen", run: () => setGiving(true) },
  ]);
  return (
    <>
      <div className={own.bar2}>
        <Select
          aria-label={t("brief.which")}
          value={shown?.brief.id ?? "now"}
          onChange={setWhich}
          options={[
            { id: "now", label: t("brief.now") },
            ...given.map(({ brief: one, fromName, toName }) => ({
              id: one.id,
              label: t("brief.given", { day: one.at.slice(0, 10), from: fromName ?? t("brief.nobody"), to: toName ?? t("brief.nobody") }),
            })),
          ]}
        />
        <Select
          aria-label={t("brief.language")}
          value={language}
          onChange={setLanguage}
          options={languages.map((id) => ({ id, label: t(`brief.language.${id}`) }))}
        />
        <Button
          size="small"
          variant="ghost"
          keyHint="y"
          icon={<Copy size={14} aria-hidden="true" />}
          disabled={brief === null}
          onClick={copy}
        >
          {t("brief.copy")}
        </Button>
        <Button
          size="small"
          variant="ghost"
          keyHint="f"
          icon={<FileDown size={14} aria-hidden="true" />}
          disabled={brief === null}
          onClick={() => void pdf()}
        >
          {t("brief.pdf")}
        </Button>
        <Button
          size="small"
          keyHint="o"
          icon={<UserRound size={14} aria-hidden="true" />}
          aria-haspopup="dialog"
          onClick={() => setGiving(true)}
        >
          {t("brief.give")}
        </Button>
      </div>
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={t("brief.title")}>
        {shown !== null && <GivenState given={shown} today={handovers?.today ?? ""} />}
        {brief !== null && <BriefView brief={brief} />}
      </div>
      {giving && (
        <GiveDialog
          title={t("brief.give.title", { name: head.account.name })}
          people={people}
          onClose={() => setGiving(false)}
          onGive={(to, note) =>
            void give([accountId], to, note, t("brief.given.entry", { name: to.name }), (outcome, count) =>
              toast(
                outcome.ok
                  ? { text: t("brief.given.done", { count, name: to.name }), undo: outcome.undo }
                  : { text: t("tasks.failed", { reason: errors(outcome.error.code) }), tone: "error" },
              ),
            )
          }
        />
      )}
    </>
  );
}

/** Whether a brief that was given was read; who is asked to read it says so here. */
function GivenState({ given, today }: { readonly given: GivenBrief; readonly today: string }): ReactNode {
  const t = useText("plans");
  const edit = useRecordEdit();
  const { user } = useSyncStatus();
  const acknowledge = (): void => {
    if (user === null) return;
    const made = acknowledgeBrief(
      given.task,
      given.brief,
      { id: user.id, today, at: new Date().toISOString() },
      { id: newRecordId("note"), text: t("brief.acknowledged.entry") },
    );
    void edit(made, t("brief.acknowledged"));
  };
  const canRead = given.mine && given.readOn === null;
  useKeys(canRead ? [{ keys: "mod+Enter", label: t("brief.acknowledge"), group: "screen", run: acknowledge }] : []);
  return (
    <div className={own.bar2}>
      <span className={styles.meta}>{t("brief.frozen")}</span>
      <span className={styles.meta}>{given.readOn === null ? t("brief.unread") : t("brief.read", { day: given.readOn })}</span>
      {canRead && (
        <Button size="small" variant="solid" keyHint="mod+Enter" onClick={acknowledge}>
          {t("brief.acknowledge")}
        </Button>
      )}
    </div>
  );
}

function BriefView({ brief }: { readonly brief: HandoverBrief }): ReactNode {
  const t = useText("plans");
  return (
    <article className={own.brief} lang={brief.language} aria-label={brief.title}>
      <p className={own.internal}>{t("brief.internal")}</p>
      <h2>{brief.title}</h2>
      <p className={styles.meta}>{brief.asOf}</p>
      <p className={own.facts}>
        {brief.facts.map(({ label, value }) => (
          <span key={label}>
            {label} <strong>{value}</strong>
          </span>
        ))}
      </p>
      {brief.sections.map((section) => (
        <section key={section.id}>
          <h3>{section.title}</h3>
          {section.empty !== null && <p className={styles.none}>{section.empty}</p>}
          <ul>
            {section.items.map((item, index) => (
              <li key={`${section.id} ${String(index)}`}>
                {item.text}
                {item.details.map((detail) => (
                  <span key={detail} className={own.detail}>
                    {detail}
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </article>
  );
}
