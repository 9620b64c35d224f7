import type { ReactNode } from "react";
import { useDevice } from "../../ui/device.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./first-run.module.css";

/** The two languages in their own words, for whoever cannot read the one that is shown. */
export function LanguageChoice(): ReactNode {
  const t = useText("settings");
  const { language, changeSettings } = useDevice();
  return (
    <div className={styles.language}>
      <Segmented
        label={t("language")}
        value={language}
        options={[
          { id: "zh-CN", label: t("language.zh-CN") },
          { id: "en", label: t("language.en") },
        ]}
        onChange={(chosen) => void changeSettings({ language: chosen })}
      />
    </div>
  );
}
