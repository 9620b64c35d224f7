import type { ReactNode } from "react";
import { useDevice } from "../../ui/device.ts";
import { useText } from "../../ui/text.ts";
import { SettingRow, SettingsSection } from "./settings-section.tsx";
import { UpdatesSection } from "./updates-section.tsx";

/** Versions, as support asks for them, and newer ones. */
export function AboutSection(): ReactNode {
  const t = useText("settings");
  const { info } = useDevice();
  return (
    <>
      <SettingsSection title={t("section.about")}>
        <SettingRow label={t("about.version")}>{info.version}</SettingRow>
        <SettingRow label={t("about.engine")}>{info.standIn ? `${info.electron} · ${t("about.standIn")}` : info.electron}</SettingRow>
        <SettingRow label={t("about.chromium")}>{info.chromium}</SettingRow>
        <SettingRow label={t("about.platform")}>{info.platform}</SettingRow>
        <SettingRow label={t("about.profile")}>{info.profile}</SettingRow>
      </SettingsSection>
      <UpdatesSection />
    </>
  );
}
