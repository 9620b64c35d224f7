import type { ReactNode } from "react";
import { joinDots } from "../../../../shared/i18n/format-number.ts";
import type { MessageTemplate } from "../../../data/queries/message-templates.ts";
import { Button } from "../../../ui/button.tsx";
import { useFormats } from "../../../ui/formats.ts";
import { useText } from "../../../ui/text.ts";
import styles from "./templates.module.css";
import { useSaveTemplate } from "./use-save-template.ts";

/** Every version the company wrote: when, by whom; an earlier one is taken up again as a newer one. */
export function TemplateVersions({ template }: { readonly template: MessageTemplate }): ReactNode {
  const t = useText("templates");
  const formats = useFormats();
  const save = useSaveTemplate(template);
  return (
    <section aria-label={t("versions")}>
      <h3 className={styles.heading}>{t("versions")}</h3>
      <ol className={styles.versions}>
        {template.versions.map(({ record, authorName }, i) => (
          <li key={record.id}>
            <span>
              {joinDots([
                `v${String(record.version)}`,
                `${formats.day(Date.parse(record.at))} ${formats.time(Date.parse(record.at))}`,
                ...(authorName === null ? [] : [authorName]),
                ...(i === 0 ? [t("versions.inForce")] : []),
              ])}
            </span>
            {i > 0 && (
              <Button
                size="small"
                variant="link"
                aria-label={t("versions.backOf", { version: record.version })}
                onClick={() => void save({ subject: record.subject, body: record.body })}
              >
                {t("versions.back")}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
