import type { FormEvent, ReactNode } from "react";
import { useEffect, useState } from "react";
import type { BridgeError } from "../../../shared/bridge/contract.ts";
import { newPackPassphrase, packPassphraseFault } from "../../../shared/domain/site-pack/pack-passphrase.ts";
import { leftOutReasons, type PackPart, packParts, usualParts } from "../../../shared/domain/site-pack/pack-rules.ts";
import { useDataClient } from "../../data/data-client-provider.tsx";
import { useEdit, useSyncStatus } from "../../data/hooks.ts";
import { newRecordId } from "../../data/new-record-id.ts";
import type { PackAsked, PackReport } from "../../data/site-pack/make-pack.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { useFormats } from "../../ui/formats.ts";
import { useNow } from "../../ui/now.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { Select } from "../../ui/select.tsx";
import { useShell } from "../../ui/shell-context.ts";
import { useText } from "../../ui/text.ts";
import { TextField } from "../../ui/text-field.tsx";
import { useToast } from "../../ui/toast.tsx";
import styles from "./site-pack.module.css";

const dayMs = 86_400_000;
const usualDays = 7;
const dayChoices = [1, 2, 3, 5, usualDays, 10, 14, 21, 30] as const;

export interface MadePack {
  readonly name: string;
  readonly bytes: number;
  readonly madeAtMs: number;
  readonly expiresAtMs: number;
}

/** Has the desktop seal the content and write it where the user says; null = cancelled. */
export type SealPack = (sealed: {
  readonly suggestedName: string;
  readonly content: Uint8Array;
  readonly passphrase: string;
  readonly days: number;
}) => Promise<{ readonly ok: true; readonly value: MadePack | null } | { readonly ok: false; readonly error: BridgeError }>;

interface Props {
  readonly accountIds: readonly string[];
  readonly seal: SealPack;
  readonly onClose: () => void;
}

function randomByte(): number {
  return crypto.getRandomValues(new Uint8Array(1))[0] ?? 0;
}

/** What is packed of which accounts, what stays out and why, for how long, and under which passphrase. */
export function MakePackDialog({ accountIds, seal, onClose }: Props): ReactNode {
  const t = useText("sitePack");
  const common = useText("common");
  const errors = useText("errors");
  const formats = useFormats();
  const toast = useToast();
  const client = useDataClient();
  const edit = useEdit();
  const { tenantName, lastSyncMs, user } = useSyncStatus();
  const [parts, setParts] = useState<ReadonlySet<PackPart>>(() => new Set(usualParts));
  const [days, setDays] = useState(usualDays);
  const [made, setMade] = useState(() => newPackPassphrase(randomByte));
  const [own, setOwn] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const asked: PackAsked = { accountIds, parts: packParts.filter((part) => parts.has(part)), tenantName, asOfMs: lastSyncMs };
  const report = useReport(asked);
  const names = report?.accounts.map(({ name }) => name) ?? [];
  const untilMs = useNow("minute") + days * dayMs;
  const fault = own === null ? null : packPassphraseFault(own, names);

  const note = async (pack: MadePack): Promise<void> => {
    const text = t("timeline.packed", { name: pack.name, time: formats.dateTime(pack.expiresAtMs, formats.zone, 0) });
    const at = new Date(pack.madeAtMs).toISOString();
    const done = await edit(
      (report?.accounts ?? []).map(({ id: accountId }) => ({
        op: "create",
        kind: "timeline",
        id: newRecordId("note"),
        fields: { accountId, at, type: "note", text, authorId: user?.id ?? null, refKind: null, refId: null },
      })),
    );
    if (!done.ok) toast({ text: errors(done.error.code), tone: "error" });
  };
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy || report === null || report === undefined) return;
    if (fault !== null) return setProblem(t(`make.passphrase.${fault}`));
    setProblem(null);
    setBusy(true);
    const content = await client.query("sitePackContent", asked);
    const [first = ""] = names;
    const day = formats.day(untilMs - days * dayMs);
    const suggestedName =
      names.length > 1 ? t("make.fileName.many", { name: first, count: names.length - 1, day }) : t("make.fileName", { name: first, day });
    const answer =
      content === null ? null : await seal({ suggestedName: suggestedName.slice(0, 100), content, passphrase: own ?? made, days });
    setBusy(false);
    if (answer === null) return;
    if (!answer.ok) return setProblem(errors(answer.error.code));
    if (answer.value === null) return;
    const { name, bytes, expiresAtMs } = answer.value;
    toast({ text: t("make.saved", { name, size: formats.bytes(bytes), time: formats.dateTime(expiresAtMs, formats.zone, 0) }) });
    onClose();
    await note(answer.value);
  };

  return (
    <Dialog open title={t("make.title")} width={640} onClose={onClose}>
      <form className={styles.make} onSubmit={(event) => void save(event)}>
        <p>{report === null ? t("make.accounts.gone") : formats.list(names)}</p>
        <Contents report={report ?? null} parts={parts} onChange={setParts} />
        <Field label={t("make.days")} hint={t("make.until", { time: formats.dateTime(untilMs, formats.zone, 0) })}>
          {(control) => (
            <Select
              {...control}
              options={dayChoices.map((count) => ({ id: String(count), label: t("make.days.count", { count }) }))}
              value={String(days)}
              onChange={(chosen) => setDays(Number(chosen))}
            />
          )}
        </Field>
        <fieldset className={styles.part}>
          <legend>{t("make.passphrase")}</legend>
          <div>
            <Segmented
              label={t("make.passphrase")}
              value={own === null ? "made" : "own"}
              options={[
                { id: "made", label: t("make.passphrase.made") },
                { id: "own", label: t("make.passphrase.own") },
              ]}
              onChange={(chosen) => {
                setProblem(null);
                setOwn(chosen === "own" ? "" : null);
              }}
            />
          </div>
          {own === null ? (
            <MadePassphrase passphrase={made} onAnother={() => setMade(newPackPassphrase(randomByte))} />
          ) : (
            <Field stacked label={t("make.passphrase.own")} hint={t("make.passphrase.ownHint")} error={problem ?? undefined}>
              {(control) => <TextField {...control} value={own} onChange={setOwn} maxLength={200} />}
            </Field>
          )}
        </fieldset>
        <LeftOut report={report ?? null} />
        {problem !== null && own === null && (
          <p role="alert" className={styles.error}>
            {problem}
          </p>
        )}
        <div className={styles.buttons}>
          <Button onClick={onClose}>{common("action.cancel")}</Button>
          <Button variant="solid" type="submit" disabled={busy || report === undefined || report === null}>
            {t(busy ? "make.busy" : "make.submit")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** undefined = being counted; null = there is nothing to pack. What was counted before stays while something else is counted. */
function useReport(asked: PackAsked): PackReport | null | undefined {
  const client = useDataClient();
  const [report, setReport] = useState<PackReport | null | undefined>();
  const key = JSON.stringify([asked.accountIds, asked.parts]);
  useEffect(() => {
    let stale = false;
    const [accountIds, parts] = JSON.parse(key) as [readonly string[], readonly PackPart[]];
    void client.query("sitePackReport", { accountIds, parts, tenantName: null, asOfMs: null }).then(
      (found) => {
        if (!stale) setReport(found);
      },
      (error: unknown) => reportError(error),
    );
    return () => {
      stale = true;
    };
  }, [client, key]);
  return report;
}

function Contents({
  report,
  parts,
  onChange,
}: {
  readonly report: PackReport | null;
  readonly parts: ReadonlySet<PackPart>;
  readonly onChange: (parts: ReadonlySet<PackPart>) => void;
}): ReactNode {
  const t = useText("sitePack");
  const formats = useFormats();
  const size = (part: "base" | PackPart): ReactNode => {
    const bytes = report?.bytes[part] ?? null;
    return bytes !== null && <span className={styles.size}>{t("make.size", { size: formats.bytes(bytes) })}</span>;
  };
  const total = Object.values(report?.bytes ?? {}).reduce<number>((sum, bytes) => sum + (bytes ?? 0), 0);
  return (
    <fieldset className={styles.part}>
      <legend>{t("make.contents")}</legend>
      <div className={styles.line}>
        <Checkbox label={t("part.base")} checked disabled onChange={() => undefined} />
        {size("base")}
      </div>
      {packParts.map((part) => (
        <div key={part} className={styles.line}>
          <span>
            <Checkbox
              label={t(`part.${part}`)}
              checked={parts.has(part)}
              onChange={(on) => onChange(new Set(packParts.filter((one) => (one === part ? on : parts.has(one)))))}
            />
            {part === "internal" && <span className={styles.quiet}>{t("part.internal.hint")}</span>}
          </span>
          {size(part)}
        </div>
      ))}
      <p className={styles.quiet} role="status">
        {report === null ? t("make.counting") : t("make.total", { size: formats.bytes(total), records: formats.number(report.records) })}
      </p>
    </fieldset>
  );
}

function MadePassphrase({ passphrase, onAnother }: { readonly passphrase: string; readonly onAnother: () => void }): ReactNode {
  const t = useText("sitePack");
  const shell = useShell();
  const toast = useToast();
  const copy = async (): Promise<void> => {
    if (await shell.copyText(passphrase)) toast({ text: t("make.passphrase.copied") });
  };
  return (
    <>
      <output className={styles.words} aria-label={t("make.passphrase")} translate="no">
        {passphrase}
      </output>
      <div className={styles.inline}>
        <Button size="small" onClick={() => void copy()}>
          {t("make.passphrase.copy")}
        </Button>
        <Button size="small" variant="ghost" onClick={onAnother}>
          {t("make.passphrase.again")}
        </Button>
        <span className={styles.quiet}>{t("make.passphrase.hint")}</span>
      </div>
    </>
  );
}

/** What is blanked, emptied and left at home, with the reason of each. */
function LeftOut({ report }: { readonly report: PackReport | null }): ReactNode {
  const t = useText("sitePack");
  if (report === null) return null;
  const { blanked, emptied, leftOut, otherAccounts } = report;
  return (
    <fieldset className={styles.part}>
      <legend>{t("make.redaction")}</legend>
      <ul className={styles.left}>
        <li>{t("redaction.others", { count: otherAccounts })}</li>
        <li>{blanked.mentions === 0 ? t("redaction.none") : t("redaction.blanked", { count: blanked.mentions })}</li>
        {emptied > 0 && <li>{t("redaction.emptied", { count: emptied })}</li>}
        {leftOutReasons.map((why) => {
          const count = leftOut[why] ?? 0;
          return count > 0 && <li key={why}>{t(`leftOut.${why}`, { count })}</li>;
        })}
        <li>{t("redaction.never")}</li>
      </ul>
    </fieldset>
  );
}
