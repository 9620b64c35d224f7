import type { ReactNode } from "react";
import { Page, PageHeader } from "../../ui/page.tsx";
import { useReady } from "../../ui/ready.ts";
import { useText } from "../../ui/text.ts";
import { AboutSection } from "./about-section.tsx";
import { NoticeSection } from "./capacity/notice-section.tsx";
import { ConnectionSection } from "./connection-section.tsx";
import { HealthModelSection } from "./health-model/health-model-section.tsx";
import { LookSection } from "./look-section.tsx";
import { SecuritySection } from "./security-section.tsx";
import { SendersSection } from "./senders/senders-section.tsx";
import styles from "./settings.module.css";

/** What this device remembers, where every choice is in force at once, and the company's health model, which is previewed and saved. */
export function SettingsScreen(): ReactNode {
  const t = useText("settings");
  useReady(true);
  return (
    <Page header={<PageHeader title={t("title")} />}>
      <div className={styles.scroll}>
        <LookSection />
        <SecuritySection />
        <ConnectionSection />
        <SendersSection />
        <NoticeSection />
        <HealthModelSection />
        <AboutSection />
      </div>
    </Page>
  );
}
