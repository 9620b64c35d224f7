import type { ReactNode } from "react";
import { useRef } from "react";
import { useSyncStatus } from "../../data/hooks.ts";
import { Kbd } from "../../ui/kbd.tsx";
import { useKeys } from "../../ui/keys.ts";
import { Page, PageHeader } from "../../ui/page.tsx";
import { useReady } from "../../ui/ready.ts";
import { useText } from "../../ui/text.ts";
import { AboutSection } from "./about-section.tsx";
import { BrandTemplatesSection } from "./brand-templates/brand-templates-section.tsx";
import { NoticeSection } from "./capacity/notice-section.tsx";
import { ConnectionSection } from "./connection-section.tsx";
import { ConnectorsSection } from "./connectors/connectors-section.tsx";
import { HealthModelSection } from "./health-model/health-model-section.tsx";
import { LookSection } from "./look-section.tsx";
import { SecuritySection } from "./security-section.tsx";
import { SendersSection } from "./senders/senders-section.tsx";
import { PlaybooksSection } from "./playbooks/playbooks-section.tsx";
import { SlaPoliciesSection } from "./sla-policies/sla-policies-section.tsx";
import { TemplatesSection } from "./templates/templates-section.tsx";
import { DiagnosticsSection } from "./upkeep/diagnostics-section.tsx";
import { StorageSection } from "./upkeep/storage-section.tsx";
import styles from "./settings.module.css";

interface SettingsPart {
  readonly title: string;
  readonly part: ReactNode;
}

/** 1 to 9, 0 for the tenth part, then what follows on the keyboard. */
const partKeys = "1234567890-=[]";

function keyOf(index: number): string | null {
  return partKeys[index] ?? null;
}

/** What this device remembers, where every choice is in force at once, and what holds for the company, which a lead previews and saves. */
export function SettingsScreen(): ReactNode {
  const t = useText("settings");
  const senders = useText("senders");
  const diagnostics = useText("diagnostics");
  const templates = useText("templates");
  const brandTemplates = useText("brandTemplates");
  const healthModel = useText("healthModel");
  const slaPolicies = useText("slaPolicies");
  const connectors = useText("connectors");
  const role = useSyncStatus().user?.role;
  const plans = useText("plans");
  useReady(true);
  const laptop: readonly SettingsPart[] = [
    { title: t("section.look"), part: <LookSection /> },
    { title: t("section.security"), part: <SecuritySection /> },
    { title: t("section.connection"), part: <ConnectionSection /> },
    { title: senders("section"), part: <SendersSection /> },
    {
      title: diagnostics("title"),
      part: (
        <>
          <StorageSection />
          <DiagnosticsSection />
        </>
      ),
    },
    { title: t("section.about"), part: <AboutSection /> },
  ];
  const company: readonly SettingsPart[] = [
    { title: t("notice.title"), part: <NoticeSection /> },
    { title: templates("title"), part: <TemplatesSection /> },
    { title: brandTemplates("title"), part: <BrandTemplatesSection /> },
    { title: slaPolicies("title"), part: <SlaPoliciesSection /> },
    { title: healthModel("title"), part: <HealthModelSection /> },
    { title: plans("playbooks.title"), part: <PlaybooksSection /> },
    ...(role === "admin" || role === "lead" ? [{ title: connectors("title"), part: <ConnectorsSection /> }] : []),
  ];
  const parts = [...laptop, ...company];
  const places = useRef(new Map<string, HTMLDivElement>());
  const go = (title: string): void => {
    const place = places.current.get(title);
    // The list of parts alone: `scrollIntoView` would also move the frame around it.
    const list = place?.parentElement;
    if (place !== undefined && list != null) list.scrollTop = place.offsetTop - list.offsetTop;
    place?.focus({ preventScroll: true });
  };
  useKeys(
    parts.flatMap(({ title }, i) => {
      const keys = keyOf(i);
      return keys === null ? [] : [{ keys, label: title, group: "screen" as const, run: () => go(title) }];
    }),
  );
  return (
    <Page header={<PageHeader title={t("title")} />}>
      <div className={styles.columns}>
        <nav className={styles.contents} aria-label={t("contents")}>
          <Contents heading={t("contents.laptop")} parts={laptop} from={1} onGo={go} />
          <Contents heading={t("contents.company")} parts={company} from={laptop.length + 1} onGo={go} />
        </nav>
        <div className={styles.scroll}>
          {parts.map(({ title, part }) => (
            <div
              key={title}
              className={styles.part}
              tabIndex={-1}
              ref={(place) => {
                if (place !== null) places.current.set(title, place);
              }}
            >
              {part}
            </div>
          ))}
        </div>
      </div>
    </Page>
  );
}

interface ContentsProps {
  readonly heading: string;
  readonly parts: readonly SettingsPart[];
  /** Key of the first one. */
  readonly from: number;
  readonly onGo: (title: string) => void;
}

function Contents({ heading, parts, from, onGo }: ContentsProps): ReactNode {
  return (
    <>
      <p className={styles.contentsHeading}>{heading}</p>
      {parts.map(({ title }, i) => (
        <button key={title} type="button" className={styles.contentsItem} onClick={() => onGo(title)}>
          <span>{title}</span>
          <PartKey keys={keyOf(from - 1 + i)} />
        </button>
      ))}
    </>
  );
}

function PartKey({ keys }: { readonly keys: string | null }): ReactNode {
  return keys === null ? null : <Kbd keys={keys} />;
}
