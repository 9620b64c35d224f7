import type { ReactNode } from "react";
import type { BrandTemplateLine } from "../../../data/queries/brand-templates.ts";
import { useFormats } from "../../../ui/formats.ts";
import { useText } from "../../../ui/text.ts";
import styles from "./brand-templates.module.css";
import { Swatches } from "./swatches.tsx";

/** Templates that can be chosen when a review is exported: for whom, and who brought them when. */
export function StoredTemplates({ lines }: { readonly lines: readonly BrandTemplateLine[] }): ReactNode {
  const t = useText("brandTemplates");
  const formats = useFormats();
  return (
    <section aria-label={t("stored")}>
      <h3 className={styles.heading}>{t("stored")}</h3>
      {lines.length === 0 ? (
        <p className={styles.hint}>{t("stored.none")}</p>
      ) : (
        <ul className={styles.stored}>
          {lines.map(({ template, accountName, authorName }) => (
            <li key={template.id}>
              <span>{template.name}</span>
              <span>{template.accountId === null ? t("stored.all") : (accountName ?? t("stored.gone"))}</span>
              <Swatches colours={template.colours} withHex={false} />
              <span className={styles.quiet}>
                {t("stored.by", { who: authorName ?? t("stored.someone"), day: formats.day(Date.parse(template.at)) })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
