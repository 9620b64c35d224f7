import type { ReactNode } from "react";
import { useState } from "react";
import { type ReviewFormat, reviewFormats } from "../../../shared/domain/review/check/file-texts.ts";
import type { ReviewLocale } from "../../../shared/domain/review/compose/review-document.ts";
import type { Audience } from "../../../shared/domain/review/model/review.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useFormats } from "../../ui/formats.ts";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Select } from "../../ui/select.tsx";
import { TemplateFindings } from "../../ui/review/template-findings.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./dialogs.module.css";
import type { Findings } from "./findings.ts";
import { leftOut } from "./left-out.ts";
import type { Builder } from "./use-builder.ts";
import { type ExportState, useExport } from "./use-export.ts";
import { useTemplateReading } from "./use-template-reading.ts";

interface ExportProps {
  readonly builder: Builder;
  readonly findings: Findings;
  /** Leads to the first thing that keeps it from being exported. */
  readonly onFinding: () => void;
  readonly onClose: () => void;
}

const locales: readonly ReviewLocale[] = ["zh-CN", "en"];

/** What is to be made of the review, for whom, and what they will not see; then how far it is, and what was saved. */
export function ExportDialog({ builder, findings, onFinding, onClose }: ExportProps): ReactNode {
  const t = useText("reviewBuilder");
  const common = useText("common");
  const { work, locale } = builder;
  const [formats, setFormats] = useState<ReadonlySet<ReviewFormat>>(new Set(["pptx", "pdf"]));
  const [languages, setLanguages] = useState<ReadonlySet<ReviewLocale>>(new Set([locale]));
  const [audience, setAudience] = useState<Audience>("customer");
  const [notes, setNotes] = useState(false);
  const [templateId, setTemplateId] = useState(work.review.templateId ?? "");
  const { state, make, cancel } = useExport(builder);
  const reading = useTemplateReading(templateId);
  const blocked = findings.open.length > 0;
  const busy = state.step === "making";
  const wish = {
    formats: reviewFormats.filter((format) => formats.has(format)),
    locales: locales.filter((one) => languages.has(one)),
    audience,
    notes,
    templateId: templateId === "" ? null : templateId,
  };
  const out = leftOut({ ...work, order: builder.order, hidden: work.review.hidden }, wish);
  return (
    <Dialog
      open
      title={t("export.title")}
      onClose={() => {
        cancel();
        onClose();
      }}
      width={640}
      actions={
        <>
          <Button variant="ghost" onClick={busy ? cancel : onClose}>
            {state.step === "saved" ? common("action.close") : common("action.cancel")}
          </Button>
          {blocked ? (
            <Button variant="solid" data-autofocus onClick={onFinding}>
              {t("export.look")}
            </Button>
          ) : (
            <Button
              variant="solid"
              data-autofocus
              disabled={busy || wish.formats.length === 0 || wish.locales.length === 0}
              onClick={() => void make(wish)}
            >
              {t("export.make", { count: wish.formats.length * wish.locales.length })}
            </Button>
          )}
        </>
      }
    >
      <div className={styles.columns}>
        <section className={styles.group} aria-label={t("export.formats")}>
          <h3>{t("export.formats")}</h3>
          <div className={styles.checks}>
            {reviewFormats.map((format) => (
              <Checkbox
                key={format}
                label={t(`format.${format}`)}
                checked={formats.has(format)}
                disabled={busy}
                onChange={(on) => setFormats(withMember(formats, format, on))}
              />
            ))}
          </div>
        </section>
        <section className={styles.group} aria-label={t("export.languages")}>
          <h3>{t("export.languages")}</h3>
          <div className={styles.checks}>
            {locales.map((one) => (
              <Checkbox
                key={one}
                label={t(`language.${one}`)}
                checked={languages.has(one)}
                disabled={busy}
                onChange={(on) => setLanguages(withMember(languages, one, on))}
              />
            ))}
          </div>
        </section>
        <section className={`${styles.group} ${styles.wide}`} aria-label={t("export.audience")}>
          <h3>{t("export.audience")}</h3>
          <Segmented
            label={t("export.audience")}
            value={audience}
            onChange={setAudience}
            options={(["customer", "internal"] as const).map((id) => ({ id, label: t(`audience.${id}`) }))}
          />
          <div className={styles.checks}>
            <Checkbox label={t("export.notes")} checked={notes} disabled={busy} onChange={setNotes} />
          </div>
        </section>
        {work.templates.length > 0 && formats.has("pptx") && (
          <section className={`${styles.group} ${styles.wide}`} aria-label={t("export.look.of")}>
            <h3>{t("export.look.of")}</h3>
            <Select
              aria-label={t("export.look.of")}
              value={templateId}
              onChange={setTemplateId}
              options={[{ id: "", label: t("export.look.own") }, ...work.templates.map(({ id, name }) => ({ id, label: name }))]}
            />
            {reading !== null && <TemplateFindings reading={reading} locales={wish.locales} />}
          </section>
        )}
        <section className={`${styles.group} ${styles.wide}`} aria-label={t("export.out")}>
          <h3>{t("export.out")}</h3>
          <ul className={styles.out}>
            {out.internal.length > 0 && <OutLine label={t("export.out.internal")} names={out.internal.map(builder.nameOf)} />}
            {out.hidden.length > 0 && <OutLine label={t("export.out.hidden")} names={out.hidden.map(builder.nameOf)} />}
            {out.notes && <li>{t("export.out.notes")}</li>}
            <li>{t("export.out.comments", { count: out.comments })}</li>
          </ul>
        </section>
        <div className={styles.wide} role="status">
          {blocked ? <StateMark state="risk" label={t("export.blocked", { count: findings.open.length })} /> : <Progress state={state} />}
        </div>
      </div>
    </Dialog>
  );
}

function OutLine({ label, names }: { readonly label: string; readonly names: readonly string[] }): ReactNode {
  const formats = useFormats();
  return (
    <li>
      {label} {formats.list(names)}
    </li>
  );
}

function Progress({ state }: { readonly state: ExportState }): ReactNode {
  const t = useText("reviewBuilder");
  switch (state.step) {
    case "asking":
      return null;
    case "making":
      return (
        <>
          <p>
            {state.progress === null
              ? t("export.begin", { language: t(`language.${state.locale}`) })
              : t(`export.${state.progress.step}`, {
                  format: t(`format.${state.progress.format}`),
                  language: t(`language.${state.locale}`),
                  done: state.progress.done,
                  total: state.progress.total,
                })}
          </p>
          <ProgressBar label={t("export")} done={state.progress?.done ?? 0} total={state.progress?.total ?? 0} />
        </>
      );
    case "failed":
      return <Fault fault={state.fault} />;
    case "saved":
      return (
        <>
          <p>{t("export.saved", { folder: state.saved.folder })}</p>
          <ul className={styles.out}>
            {state.saved.files.map(({ name, fault }) => (
              <li key={name}>
                <StateMark state={fault === null ? "good" : "critical"} label={fault === null ? name : t("export.unsaved", { name })} />
              </li>
            ))}
          </ul>
        </>
      );
  }
}

function Fault({ fault }: { readonly fault: Extract<ExportState, { readonly step: "failed" }>["fault"] }): ReactNode {
  const t = useText("reviewBuilder");
  const formats = useFormats();
  if (fault.code === "foreign-name") {
    const names = [...new Set(fault.found.map(({ name }) => name))];
    return <StateMark state="critical" label={t("export.foreign", { names: formats.list(names) })} />;
  }
  return <StateMark state="critical" label={t(`export.${fault.code}`)} />;
}

function withMember<T>(set: ReadonlySet<T>, member: T, on: boolean): ReadonlySet<T> {
  const next = new Set(set);
  if (on) next.add(member);
  else next.delete(member);
  return next;
}
