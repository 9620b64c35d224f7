import { Minus, Plus } from "lucide-react";
import type { ReactNode } from "react";
import type { DeviceSettings } from "../../../shared/bridge/app-info.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { useDevice } from "../../ui/device.ts";
import { useFormats } from "../../ui/formats.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";
import { nextZoom } from "../../ui/zoom.ts";
import { QuietHoursRows } from "./quiet-hours.tsx";
import { SettingRow, SettingsSection } from "./settings-section.tsx";
import styles from "./settings.module.css";

/** Language, theme, density, size, notifications and what is done unasked on this device. */
export function LookSection(): ReactNode {
  const t = useText("settings");
  const errors = useText("errors");
  const toast = useToast();
  const formats = useFormats();
  const { info, changeSettings } = useDevice();
  const { settings, overrides } = info;
  const change = (changed: Partial<DeviceSettings>): void => {
    void changeSettings(changed).then((error) => {
      if (error !== null) toast({ text: `${t("failed")} · ${errors(error.code)}`, tone: "error" });
    });
  };
  return (
    <>
      <SettingsSection title={t("section.look")}>
        <SettingRow label={t("language")}>
          <Segmented
            label={t("language")}
            value={overrides.language ?? settings.language}
            options={(["system", "zh-CN", "en"] as const).map((id) => ({ id, label: t(`language.${id}`) }))}
            onChange={(language) => change({ language })}
          />
        </SettingRow>
        <SettingRow label={t("theme")}>
          <Segmented
            label={t("theme")}
            value={overrides.theme ?? settings.theme}
            options={(["system", "light", "dark"] as const).map((id) => ({ id, label: t(`theme.${id}`) }))}
            onChange={(theme) => change({ theme })}
          />
        </SettingRow>
        <SettingRow label={t("density")}>
          <Segmented
            label={t("density")}
            value={settings.density}
            options={(["compact", "comfortable"] as const).map((id) => ({ id, label: t(`density.${id}`) }))}
            onChange={(density) => change({ density })}
          />
        </SettingRow>
        <SettingRow label={t("zoom")}>
          <div className={styles.zoom}>
            <IconButton
              label={t("zoom.out")}
              icon={<Minus size={14} aria-hidden="true" />}
              onClick={() => change({ zoom: nextZoom(settings.zoom, "out") })}
            />
            <output aria-label={t("zoom")}>{formats.percent(settings.zoom, 0)}</output>
            <IconButton
              label={t("zoom.in")}
              icon={<Plus size={14} aria-hidden="true" />}
              onClick={() => change({ zoom: nextZoom(settings.zoom, "in") })}
            />
            <Button variant="ghost" size="small" keyHint="mod+0" disabled={settings.zoom === 1} onClick={() => change({ zoom: 1 })}>
              {t("zoom.reset")}
            </Button>
          </div>
        </SettingRow>
      </SettingsSection>
      <SettingsSection title={t("section.work")}>
        <SettingRow label={t("notifications")} hint={t("notifications.hint")}>
          <Checkbox
            label={t("notifications")}
            hideLabel
            checked={settings.notifications}
            onChange={(notifications) => change({ notifications })}
          />
        </SettingRow>
        <QuietHoursRows settings={settings} change={change} />
        <SettingRow label={t("draftReviews")} hint={t("draftReviews.hint")}>
          <Checkbox
            label={t("draftReviews")}
            hideLabel
            checked={settings.draftReviews}
            onChange={(draftReviews) => change({ draftReviews })}
          />
        </SettingRow>
      </SettingsSection>
    </>
  );
}
