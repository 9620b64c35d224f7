import type { ReactNode } from "react";
import { useRef, useState } from "react";
import { FileUp } from "lucide-react";
import { useQuery } from "../../../data/hooks.ts";
import { type FromBrandWorker, readBrand } from "../../../data/review/read-brand.ts";
import { Button } from "../../../ui/button.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import { useText } from "../../../ui/text.ts";
import { brandFaultText } from "./brand-fault-text.ts";
import styles from "./brand-templates.module.css";
import { FoundTemplate } from "./found-template.tsx";
import { StoredTemplates } from "./stored-templates.tsx";

type Chosen =
  | { readonly step: "reading"; readonly fileName: string }
  | { readonly step: "read"; readonly fileName: string; readonly outcome: FromBrandWorker };

/** Looks of companies for the PowerPoint files of reviews: what a file gives is shown before it is kept. */
export function BrandTemplatesSection(): ReactNode {
  const t = useText("brandTemplates");
  const { data } = useQuery("brandTemplates", undefined);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const latest = useRef<File>(null);
  const read = async (file: File): Promise<void> => {
    latest.current = file;
    setChosen({ step: "reading", fileName: file.name });
    const outcome = await readBrand(new Uint8Array(await file.arrayBuffer()));
    if (latest.current === file) setChosen({ step: "read", fileName: file.name, outcome });
  };
  if (data === undefined) return null;
  return (
    <section className={styles.section} aria-labelledby="brand-templates-title">
      <div>
        <h2 id="brand-templates-title">{t("title")}</h2>
        <p className={styles.hint}>{t("hint")}</p>
        {!data.mayShare && <p className={styles.hint}>{t("leads")}</p>}
      </div>
      <div className={styles.parts}>
        <div>
          <Button icon={<FileUp size={14} aria-hidden="true" />} onClick={() => field.current?.click()}>
            {t("choose")}
          </Button>
          <input
            ref={field}
            type="file"
            accept=".pptx,.potx"
            className={styles.file}
            tabIndex={-1}
            aria-hidden="true"
            onChange={(event) => {
              const file = event.target.files?.[0];
              // The same file can be chosen again.
              event.target.value = "";
              if (file !== undefined) void read(file);
            }}
          />
        </div>
        <div role="status">
          {chosen?.step === "reading" && t("reading", { name: chosen.fileName })}
          {chosen?.step === "read" && !chosen.outcome.ok && <StateMark state="critical" label={brandFaultText(chosen.outcome.error, t)} />}
        </div>
        {chosen?.step === "read" && chosen.outcome.ok && (
          <FoundTemplate
            key={chosen.fileName}
            fileName={chosen.fileName}
            reading={chosen.outcome.value}
            mayShare={data.mayShare}
            onClose={() => setChosen(null)}
          />
        )}
        <StoredTemplates lines={data.lines} />
      </div>
    </section>
  );
}
