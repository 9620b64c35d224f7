import type { ReactNode } from "react";
import type { UpdateStanding, UpdateState } from "../../../shared/bridge/updates.ts";
import { Button } from "../../ui/button.tsx";
import { useDevice } from "../../ui/device.ts";
import { useFormats } from "../../ui/formats.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { StateShape } from "../../ui/state-mark.tsx";
import { useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";
import { useUpdates } from "../../ui/updates-context.ts";
import { SettingRow, SettingsSection } from "./settings-section.tsx";
import styles from "./settings.module.css";
import { standingLook } from "./standing-look.ts";

/** Whether there is a newer version, and the restart into it: asked for here, never taken by itself. */
export function UpdatesSection(): ReactNode {
  const t = useText("updates");
  const settings = useText("settings");
  const errors = useText("errors");
  const toast = useToast();
  const { info, changeSettings } = useDevice();
  const { state, check } = useUpdates();
  if (state === null) return null;
  const choose = (updateChannel: UpdateState["channel"]): void => {
    void changeSettings({ updateChannel }).then((error) => {
      if (error === null) check();
      else toast({ text: `${settings("failed")} · ${errors(error.code)}`, tone: "error" });
    });
  };
  return (
    <SettingsSection title={t("title")}>
      <SettingRow label={t("state")}>
        <Standing state={state} />
      </SettingRow>
      {state.standing.state !== "none" && (
        <SettingRow label={t("channel")} hint={t("channel.hint")}>
          <Segmented
            label={t("channel")}
            value={info.settings.updateChannel}
            options={(["stable", "beta"] as const).map((id) => ({ id, label: t(`channel.${id}`) }))}
            onChange={choose}
          />
        </SettingRow>
      )}
    </SettingsSection>
  );
}

function Standing({ state }: { readonly state: UpdateState }): ReactNode {
  const t = useText("updates");
  const formats = useFormats();
  const { language } = useDevice();
  const look = standingLook(state.standing, { t, bytes: formats.bytes });
  const notes = "notes" in state.standing ? state.standing.notes[language] : "";
  return (
    <div className={styles.standing} role="status">
      <span className={styles.standingLine}>
        <StateShape state={look.shape} />
        <b>{look.line}</b>
      </span>
      {"needed" in state.standing && state.standing.needed && <span className={styles.hint}>{t("needed")}</span>}
      {notes !== "" && <p className={styles.notes}>{notes}</p>}
      {state.checkedAtMs !== null && <span className={styles.hint}>{t("checkedAt", { time: formats.dateTime(state.checkedAtMs) })}</span>}
      <StandingActions standing={state.standing} />
    </div>
  );
}

function StandingActions({ standing }: { readonly standing: UpdateStanding }): ReactNode {
  const t = useText("updates");
  const { check, restart, waitNoMore } = useUpdates();
  switch (standing.state) {
    case "ready":
      return (
        <div className={styles.standingActions}>
          <Button onClick={() => restart("wait")}>{t(standing.direction === "back" ? "restartBack" : "restart")}</Button>
        </div>
      );
    case "waiting":
      return (
        <div className={styles.standingActions}>
          {standing.sending === 0 && <Button onClick={() => restart("keep")}>{t("keep")}</Button>}
          <Button onClick={waitNoMore}>{t("notNow")}</Button>
        </div>
      );
    case "none":
    case "checking":
    case "downloading":
    case "installing":
      return null;
    case "idle":
    case "current":
    case "later":
    case "failed":
      return (
        <div className={styles.standingActions}>
          <Button onClick={check}>{t("check")}</Button>
        </div>
      );
  }
}
