import { Plus, Trash2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { calendarEntry } from "../../../../shared/domain/calendar/calendar-entry.ts";
import { holidayKinds, type HolidayKind } from "../../../../shared/domain/calendar/holiday.ts";
import { useSyncStatus } from "../../../data/hooks.ts";
import { deleteWithInverse } from "../../../data/inverse-edits.ts";
import { newRecordId } from "../../../data/new-record-id.ts";
import type { NoticeRules } from "../../../data/queries/notice-rules.ts";
import { Button } from "../../../ui/button.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Select } from "../../../ui/select.tsx";
import { useText } from "../../../ui/text.ts";
import { TextField } from "../../../ui/text-field.tsx";
import styles from "./capacity.module.css";
import { useSaveRule } from "./use-save-rule.ts";

/** Days of a country that the product's calendars have wrong or do not have yet: they count for deadlines and forecasts at once. */
export function DaysForm({ rules }: { readonly rules: NoticeRules }): ReactNode {
  const t = useText("settings");
  const save = useSaveRule();
  return (
    <div>
      <h3 className={styles.heading}>{t("days.title")}</h3>
      <p className={styles.hint}>{t("days.hint")}</p>
      {rules.days.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t("days.date")}</th>
              <th scope="col">{t("days.name")}</th>
              <th scope="col">{t("days.of")}</th>
              <th scope="col">{t("days.kind")}</th>
              <th scope="col">
                <span className={styles.hidden}>{t("days.delete")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rules.days.map(({ entry, accountName }) => (
              <tr key={entry.id}>
                <th scope="row">{entry.date}</th>
                <td>{entry.name}</td>
                <td>{accountName ?? entry.country}</td>
                <td className={styles.quiet}>{t(entry.removed ? "days.removed" : "days.added", { kind: t(`days.kind.${entry.kind}`) })}</td>
                <td>
                  {rules.mayEditDays && (
                    <IconButton
                      size="small"
                      label={t("days.deleteOne", { name: entry.name })}
                      icon={<Trash2 size={13} aria-hidden="true" />}
                      onClick={() => {
                        const { edit, inverse } = deleteWithInverse("calendarEntry", entry);
                        void save([edit], [inverse], t("days.deleted", { name: entry.name }));
                      }}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rules.mayEditDays && <NewDay countries={rules.countries} />}
    </div>
  );
}

function NewDay({ countries }: { readonly countries: readonly string[] }): ReactNode {
  const t = useText("settings");
  const { user } = useSyncStatus();
  const save = useSaveRule();
  const [country, setCountry] = useState(countries[0] ?? "CN");
  const [date, setDate] = useState("");
  const [name, setName] = useState("");
  const [kind, setKind] = useState<HolidayKind>("public");
  const [change, setChange] = useState<"add" | "remove">("add");
  const fields = {
    accountId: null,
    country,
    date: date.trim(),
    name: name.trim(),
    kind,
    removed: change === "remove",
    authorId: user?.id ?? "",
  };
  const usable = calendarEntry.safeParse({ id: "new", ...fields }).success;
  const add = async (): Promise<void> => {
    const id = newRecordId("cal");
    const done = await save(
      [{ op: "create", kind: "calendarEntry", id, fields }],
      [{ op: "delete", kind: "calendarEntry", id }],
      t("days.saved", { name: fields.name }),
    );
    if (!done) return;
    setDate("");
    setName("");
  };
  return (
    <form
      className={styles.newDay}
      aria-label={t("days.add")}
      onSubmit={(event) => {
        event.preventDefault();
        if (usable) void add();
      }}
    >
      <TextField aria-label={t("days.date")} placeholder="2027-02-17" value={date} onChange={setDate} />
      <TextField aria-label={t("days.name")} placeholder={t("days.name")} value={name} maxLength={300} onChange={setName} />
      <Select aria-label={t("days.of")} value={country} onChange={setCountry} options={countries.map((id) => ({ id, label: id }))} />
      <Select
        aria-label={t("days.kind")}
        value={kind}
        onChange={setKind}
        options={holidayKinds.map((id) => ({ id, label: t(`days.kind.${id}`) }))}
      />
      <Select
        aria-label={t("days.change")}
        value={change}
        onChange={setChange}
        options={[
          { id: "add", label: t("days.change.add") },
          { id: "remove", label: t("days.change.remove") },
        ]}
      />
      <Button type="submit" size="small" icon={<Plus size={13} aria-hidden="true" />} disabled={!usable}>
        {t("days.add")}
      </Button>
    </form>
  );
}
