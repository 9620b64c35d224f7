import type { ReactNode } from "react";
import { useState } from "react";
import type { BrandReading } from "../../../../shared/domain/review/export/pptx/brand/brand-reading.ts";
import { useQuery } from "../../../data/hooks.ts";
import { Button } from "../../../ui/button.tsx";
import { FactList } from "../../../ui/fact-list.tsx";
import { Field } from "../../../ui/field.tsx";
import { useFormats } from "../../../ui/formats.ts";
import { TemplateFindings } from "../../../ui/review/template-findings.tsx";
import { useText } from "../../../ui/text.ts";
import { TextField } from "../../../ui/text-field.tsx";
import { AccountChoice } from "../senders/account-choice.tsx";
import styles from "./brand-templates.module.css";
import { Swatches } from "./swatches.tsx";
import { templateName } from "./template-name.ts";
import { useSaveBrand } from "./use-save-brand.ts";

interface FoundProps {
  readonly fileName: string;
  readonly reading: BrandReading;
  readonly mayShare: boolean;
  readonly onClose: () => void;
}

/** What a file gives reviews, and for whom it is to be used. */
export function FoundTemplate({ fileName, reading, mayShare, onClose }: FoundProps): ReactNode {
  const t = useText("brandTemplates");
  const formats = useFormats();
  const save = useSaveBrand();
  const [name, setName] = useState(templateName(fileName));
  const [accountIds, setAccountIds] = useState<readonly string[]>([]);
  const [saving, setSaving] = useState(false);
  const [accountId] = accountIds;
  const titles = useQuery("recordTitles", { records: accountIds.map((id) => ({ kind: "account" as const, id })) }).data;
  const { latin, eastAsian } = reading.kept.fonts;
  const named = name.trim() !== "";
  const use = async (forAccount: string | null): Promise<void> => {
    setSaving(true);
    const kept = await save(reading, name.trim(), forAccount);
    setSaving(false);
    if (kept) onClose();
  };
  const box = ({ x, y, width, height }: BrandReading["title"]): string => {
    const round = (value: number): string => formats.number(value);
    return t("box", { width: round(width), height: round(height), x: round(x), y: round(y) });
  };
  const fonts = [
    t("fonts.heading", { font: reading.headingFont }),
    t("fonts.text", { font: latin }),
    eastAsian === null ? t("fonts.noEastAsian") : t("fonts.eastAsian", { font: eastAsian }),
  ];
  return (
    <section className={styles.found} aria-label={t("found", { name: fileName })}>
      <h3>{t("found", { name: fileName })}</h3>
      <FactList
        facts={[
          { label: t("fonts"), value: formats.list(fonts) },
          { label: t("colours"), value: <Swatches colours={reading.kept.colours} withHex /> },
          {
            label: t("layouts"),
            value: (
              <details>
                <summary>{t("layouts.count", { count: reading.layouts.length })}</summary>
                {formats.list(reading.layouts)}
              </details>
            ),
          },
          { label: t("titleBox"), value: box(reading.title) },
          { label: t("bodyBox"), value: box(reading.body) },
          { label: t("findings"), value: <TemplateFindings reading={reading} locales={["zh-CN", "en"]} /> },
        ]}
      />
      <Field label={t("name")}>{(control) => <TextField {...control} value={name} maxLength={200} onChange={setName} />}</Field>
      <Field label={t("account")} hint={t("account.hint")}>
        {(control) => <AccountChoice control={control} chosen={accountIds} onChange={(ids) => setAccountIds(ids.slice(-1))} />}
      </Field>
      <div className={styles.actions}>
        {mayShare && (
          <Button variant="solid" disabled={saving || !named} onClick={() => void use(null)}>
            {t("useForAll")}
          </Button>
        )}
        <Button disabled={saving || !named || accountId === undefined} onClick={() => accountId !== undefined && void use(accountId)}>
          {accountId === undefined ? t("useForOne") : t("useFor", { name: titles?.[`account ${accountId}`]?.name ?? accountId })}
        </Button>
        <Button variant="ghost" disabled={saving} onClick={onClose}>
          {t("discard")}
        </Button>
      </div>
    </section>
  );
}
