import type { ReactNode } from "react";
import { weekdayOf } from "../../../shared/domain/calendar/day.ts";
import type { DeviceSettings } from "../../../shared/bridge/app-info.ts";
import { tomorrowMorning } from "../../../shared/domain/quiet/quiet-hours.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { useFormats } from "../../ui/formats.ts";
import { useNow } from "../../ui/now.ts";
import { useLanguage, useText } from "../../ui/text.ts";
import { TextField } from "../../ui/text-field.tsx";
import styles from "./quiet-hours.module.css";
import { SettingRow } from "./settings-section.tsx";

interface Props {
  readonly settings: DeviceSettings;
  readonly change: (change: Partial<DeviceSettings>) => void;
}

const night = { from: "22:00", to: "07:00" };
/** A Sunday, to name weekdays by. */
const aSunday = "2026-11-01";
const hourMs = 3_600_000;
/** Quiet hours are those of the machine, wherever the reader's company is. */
const { timeZone } = Intl.DateTimeFormat().resolvedOptions();

/** When no notification is shown, by weekday, and the pause of them. */
export function QuietHoursRows({ settings, change }: Props): ReactNode {
  const t = useText("settings");
  const language = useLanguage();
  const formats = useFormats();
  const now = useNow("minute");
  const { quietHours: hours, pausedUntilMs } = settings;
  const set = (part: Partial<typeof hours>): void => change({ quietHours: { ...hours, ...part } });
  const setDay = (weekday: number, span: (typeof hours.days)[number]): void =>
    set({ days: hours.days.map((day, index) => (index === weekday ? span : day)) });
  // Weeks begin on Monday, in both languages of the console.
  const order = Array.from({ length: 7 }, (_, index) => (weekdayOf(aSunday) + index + 1) % 7);
  const name = (weekday: number): string =>
    new Intl.DateTimeFormat(language, { weekday: "short", timeZone: "UTC" }).format(Date.parse(aSunday) + weekday * 24 * hourMs);
  const paused = pausedUntilMs !== null && pausedUntilMs > now;
  return (
    <>
      <SettingRow label={t("quiet.pause")}>
        {paused ? (
          <>
            <span>{t("quiet.pausedUntil", { time: formats.dateTime(pausedUntilMs, formats.zone, now) })}</span>
            <Button size="small" onClick={() => change({ pausedUntilMs: null })}>
              {t("quiet.resume")}
            </Button>
          </>
        ) : (
          <>
            <Button size="small" onClick={() => change({ pausedUntilMs: Date.now() + hourMs })}>
              {t("quiet.hour")}
            </Button>
            <Button size="small" onClick={() => change({ pausedUntilMs: tomorrowMorning(Date.now(), timeZone) })}>
              {t("quiet.tomorrow")}
            </Button>
          </>
        )}
      </SettingRow>
      <SettingRow label={t("quiet")} hint={t("quiet.hint")}>
        <Checkbox label={t("quiet")} hideLabel checked={hours.on} onChange={(on) => set({ on })} />
      </SettingRow>
      {hours.on && (
        <>
          <SettingRow label={t("quiet.p0")}>
            <Checkbox label={t("quiet.p0")} hideLabel checked={hours.p0Passes} onChange={(p0Passes) => set({ p0Passes })} />
          </SettingRow>
          <SettingRow label={t("quiet.days")} hint={t("quiet.zone", { zone: timeZone })}>
            <div className={styles.days} role="group" aria-label={t("quiet.days")}>
              {order.map((weekday) => {
                const span = hours.days[weekday] ?? null;
                const day = name(weekday);
                return (
                  <div key={weekday} className={styles.day}>
                    <Checkbox label={day} checked={span !== null} onChange={(on) => setDay(weekday, on ? night : null)} />
                    {(["from", "to"] as const).map((end) => (
                      <TextField
                        key={end}
                        type="time"
                        aria-label={t(`quiet.${end}`, { day })}
                        value={span?.[end] ?? ""}
                        disabled={span === null}
                        onChange={(time) => {
                          if (span !== null && time !== "") setDay(weekday, { ...span, [end]: time.slice(0, 5) });
                        }}
                      />
                    ))}
                  </div>
                );
              })}
            </div>
          </SettingRow>
        </>
      )}
    </>
  );
}
