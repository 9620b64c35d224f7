import type { ReactNode } from "react";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import type { PostmortemView } from "../../data/postmortem/use-postmortem.ts";
import { regionName } from "../../ui/attention-text.ts";
import { carrierName } from "../../ui/carrier-name.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { useFormats } from "../../ui/formats.ts";
import { useText } from "../../ui/text.ts";
import styles from "./postmortem.module.css";

interface RowsProps {
  readonly view: PostmortemView;
  readonly record: RecordOf<"postmortem">;
  readonly onClose: () => void;
}

/** The hours beyond their usual band, row by row, as the metrics on this laptop have them. */
export function ImpactRowsDialog({ view, record, onClose }: RowsProps): ReactNode {
  const t = useText("postmortem");
  const domain = useText("domain");
  const account = useText("account");
  const formats = useFormats();
  const hours = view.measured?.hours ?? [];
  const metric = view.measured?.metric ?? null;
  const zone = view.work.account.timeZone;
  return (
    <Dialog
      open
      width={860}
      title={metric === null ? t("rows.title") : `${t("rows.title")} · ${domain(`metric.${metric}`)}`}
      onClose={onClose}
    >
      {hours.length === 0 ? (
        <p>{view.measured?.impact == null ? t("impact.none") : t("rows.none")}</p>
      ) : (
        <table className={styles.rows}>
          <thead>
            <tr>
              <th scope="col">{t("rows.hour")}</th>
              <th scope="col">{t("rows.region")}</th>
              <th scope="col">{t("rows.carrier")}</th>
              <th scope="col">{t("rows.value")}</th>
              <th scope="col">{t("rows.normal")}</th>
              <th scope="col">{t("rows.edge")}</th>
              <th scope="col">{t("rows.sessions")}</th>
              <th scope="col">{t("rows.users")}</th>
              <th scope="col">{t("rows.affected")}</th>
              <th scope="col">{t("rows.minutes")}</th>
            </tr>
          </thead>
          <tbody>
            {hours.map((hour) => (
              <tr key={`${hour.atMs} ${hour.region ?? ""} ${hour.carrier ?? ""}`}>
                <th scope="row" title={zone}>
                  {formats.dateTime(hour.atMs, zone)}
                </th>
                <td>{hour.region === null ? t("rows.all") : regionName(domain, hour.region)}</td>
                <td>{hour.carrier === null ? t("rows.all") : carrierName(hour.carrier, account)}</td>
                <td>{formats.percent(hour.value, 2)}</td>
                <td>{formats.percent(hour.normal, 2)}</td>
                <td>{formats.percent(hour.edge, 2)}</td>
                <td>{formats.number(hour.sessions)}</td>
                <td>{formats.number(hour.hourUsers)}</td>
                <td>{formats.number(hour.users)}</td>
                <td>{formats.number(hour.minutes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className={styles.note}>
        {t("rows.how", { when: record.impact === null ? "—" : formats.dateTime(Date.parse(record.impact.asOf)) })}
      </p>
    </Dialog>
  );
}
