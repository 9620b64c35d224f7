import { useState, type ReactNode } from "react";
import { useQuery } from "../../../data/hooks.ts";
import type { PlaybookList } from "../../../data/queries/playbook-list.ts";
import { Select } from "../../../ui/select.tsx";
import { useFormats } from "../../../ui/formats.ts";
import { useLanguage, useText } from "../../../ui/text.ts";
import { PlaybookForm } from "./playbook-form.tsx";
import styles from "./playbooks.module.css";

const newKey = " new";

/** The company's dated checklists: everybody reads them, a lead writes their next version. */
export function PlaybooksSection(): ReactNode {
  const t = useText("plans");
  const { data } = useQuery("playbookList", undefined);
  if (data === undefined) return null;
  return (
    <section className={styles.section} aria-labelledby="playbooks-title">
      <div>
        <h2 id="playbooks-title">{t("playbooks.title")}</h2>
        <p className={styles.hint}>{t("playbooks.hint")}</p>
        {!data.mayEdit && <p className={styles.hint}>{t("playbooks.leads")}</p>}
      </div>
      <Playbooks data={data} />
    </section>
  );
}

function Playbooks({ data }: { readonly data: PlaybookList }): ReactNode {
  const t = useText("plans");
  const inChinese = useLanguage() === "zh-CN";
  const formats = useFormats();
  const [key, setKey] = useState<string | null>(null);
  const playbook = key === newKey ? null : (data.playbooks.find((one) => one.key === key) ?? data.playbooks[0] ?? null);
  return (
    <div className={styles.parts}>
      <div className={styles.choice}>
        <Select
          aria-label={t("playbooks.choose")}
          value={playbook?.key ?? newKey}
          onChange={setKey}
          options={[
            ...data.playbooks.map((one) => ({ id: one.key, label: inChinese ? one.name.zh : one.name.en })),
            ...(data.mayEdit ? [{ id: newKey, label: t("playbooks.new") }] : []),
          ]}
        />
        {playbook !== null && (
          <span className={styles.hint}>
            {playbook.version === 0 ? t("playbooks.version.product") : t("playbooks.version.own", { version: playbook.version })}
            {" · "}
            {t("playbooks.running", { count: playbook.running })}
          </span>
        )}
      </div>
      <PlaybookForm
        key={playbook === null ? newKey : `${playbook.key} ${String(playbook.version)}`}
        playbook={playbook}
        mayEdit={data.mayEdit}
        taken={data.playbooks.map((one) => one.key)}
        onSaved={setKey}
      />
      {playbook !== null && playbook.versions.length > 0 && (
        <div>
          <h3 className={styles.heading}>{t("playbooks.versions")}</h3>
          <ol className={styles.versions}>
            {playbook.versions.map(({ record, authorName }) => (
              <li key={record.id}>
                {t("playbooks.versions.line", {
                  version: record.version,
                  day: formats.day(Date.parse(record.at)),
                  name: authorName ?? t("tasks.noOwner"),
                })}
              </li>
            ))}
          </ol>
        </div>
      )}
    </div>
  );
}
