import { useState, type ReactNode } from "react";
import { regionName } from "../../../ui/attention-text.ts";
import { useQuery, useSyncStatus } from "../../../data/hooks.ts";
import type { NoticeRules, RegionNotice } from "../../../data/queries/notice-rules.ts";
import { useText } from "../../../ui/text.ts";
import { TextField } from "../../../ui/text-field.tsx";
import styles from "./capacity.module.css";
import { DaysForm } from "./days-form.tsx";
import { useSaveRule } from "./use-save-rule.ts";

/** How many working days of notice capacity needs in each region, and the days that the company puts right in its calendars. */
export function NoticeSection(): ReactNode {
  const t = useText("settings");
  const { data: rules } = useQuery("noticeRules", undefined);
  if (rules === undefined) return null;
  return (
    <section className={styles.section} aria-labelledby="notice-title">
      <div>
        <h2 id="notice-title">{t("notice.title")}</h2>
        <p className={styles.hint}>{t("notice.hint")}</p>
        {!rules.mayEditNotice && <p className={styles.hint}>{t("notice.leads")}</p>}
      </div>
      <div className={styles.parts}>
        <NoticeTable rules={rules} />
        <DaysForm rules={rules} />
      </div>
    </section>
  );
}

function NoticeTable({ rules }: { readonly rules: NoticeRules }): ReactNode {
  const t = useText("settings");
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t("notice.region")}</th>
          <th scope="col">{t("notice.days")}</th>
          <th scope="col">{t("notice.cutoff")}</th>
          <th scope="col">{t("notice.country")}</th>
          <th scope="col">{t("notice.source")}</th>
          <th scope="col" title={t("notice.effect.title")}>
            {t("notice.effect")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rules.regions.map((one) => (
          <NoticeRow key={one.region} notice={one} editable={rules.mayEditNotice} />
        ))}
      </tbody>
    </table>
  );
}

function NoticeRow({ notice, editable }: { readonly notice: RegionNotice; readonly editable: boolean }): ReactNode {
  const t = useText("settings");
  const domain = useText("domain");
  const { user } = useSyncStatus();
  const save = useSaveRule();
  const name = regionName(domain, notice.region);
  const change = (field: "workingDays" | "cutoffHour", value: number): void => {
    const before = { workingDays: notice.workingDays, country: notice.country, cutoffHour: notice.cutoffHour };
    const after = { ...before, [field]: value };
    const id = notice.record?.id ?? `lead.${notice.region}`;
    const edit =
      notice.record === null
        ? {
            op: "create" as const,
            kind: "regionLeadTime" as const,
            id,
            fields: { region: notice.region, ...after, authorId: user?.id ?? "" },
          }
        : { op: "patch" as const, kind: "regionLeadTime" as const, id, fields: { [field]: value } };
    void save([edit], [{ op: "patch", kind: "regionLeadTime", id, fields: before }], t("notice.saved", { region: name }));
  };
  const may = editable && user !== null;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <WholeNumber
          label={t("notice.daysOf", { region: name })}
          value={notice.workingDays}
          min={0}
          max={60}
          onSave={may ? (value) => change("workingDays", value) : null}
        />
      </td>
      <td>
        <WholeNumber
          label={t("notice.cutoffOf", { region: name })}
          value={notice.cutoffHour}
          min={1}
          max={24}
          onSave={may ? (value) => change("cutoffHour", value) : null}
        />
      </td>
      <td>{notice.country}</td>
      <td className={styles.quiet}>{t(`notice.source.${notice.source}`)}</td>
      <td className={styles.quiet}>{notice.peaks === 0 ? "—" : t("notice.counts", { peaks: notice.peaks, passed: notice.passed })}</td>
    </tr>
  );
}

interface WholeNumberProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** null = it can only be read. */
  readonly onSave: ((value: number) => void) | null;
}

/** A whole number that is kept when Enter is pressed or the field is left; what is none goes back to what was. */
function WholeNumber({ label, value, min, max, onSave }: WholeNumberProps): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  if (onSave === null) return <span className={styles.number}>{value}</span>;
  const commit = (): void => {
    const next = Number(typed ?? value);
    if (typed !== null && typed.trim() !== "" && Number.isInteger(next) && next >= min && next <= max && next !== value) onSave(next);
    setTyped(null);
  };
  return (
    <span className={styles.number}>
      <TextField
        aria-label={label}
        inputMode="numeric"
        value={typed ?? String(value)}
        onChange={setTyped}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === "Enter") commit();
          else if (event.key === "Escape") setTyped(null);
        }}
      />
    </span>
  );
}
