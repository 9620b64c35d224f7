import {
  BookOpen,
  ChartColumn,
  FileChartColumn,
  Megaphone,
  Mountain,
  RefreshCw,
  Send,
  SlidersVertical,
  Sun,
  Timer,
  Users,
} from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "../ui/cx.ts";
import { useNavigate, useRoute } from "../ui/navigation.ts";
import { type RailScreen, railScreens } from "../ui/rail-screens.ts";
import type { Route } from "../ui/routes.ts";
import { routePath } from "../ui/routes.ts";
import { useSitePacks } from "../ui/site-pack-context.ts";
import { useText } from "../ui/text.ts";
import styles from "./rail.module.css";

export interface RailBadges {
  /** On the icon of the app: promises broken or running out, and what else is overdue. */
  readonly icon: number;
  /** Things that need the reader today. */
  readonly today: number;
  /** Peaks that need somebody today. */
  readonly peaks: number;
  /** Messages whose sending somebody must decide about. */
  readonly outreach: number;
  /** Incidents whose next move is ours; `urgent` = a P0 or P1 among them. */
  readonly incidents: number;
  readonly urgent: boolean;
  /** Own accounts that have no review of the ended quarter yet. */
  readonly reviews: number;
  /** Own customers whom a notice concerns and nobody has told. */
  readonly notices: number;
  /** Refused edits and open conflicts. */
  readonly sync: number;
}

const icons: Readonly<Record<RailScreen, typeof Sun>> = {
  today: Sun,
  accounts: Users,
  portfolio: ChartColumn,
  peaks: Mountain,
  outreach: Send,
  incidents: Timer,
  reviews: FileChartColumn,
  notices: Megaphone,
  knowledge: BookOpen,
  sync: RefreshCw,
  settings: SlidersVertical,
};
/** What a site pack has a list of. */
const packScreens: ReadonlySet<RailScreen> = new Set(["accounts", "peaks", "incidents", "reviews", "knowledge"]);

/** The screens that there are, 64 px wide, with what waits in each. */
export function Rail({ badges }: { readonly badges: RailBadges }): ReactNode {
  const t = useText("shell");
  const here = railScreens[useRoute().screen];
  const isPack = useSitePacks().open !== null;
  const entry = (screen: RailScreen, count: number, urgent = false): ReactNode =>
    isPack && !packScreens.has(screen) ? null : (
      <RailEntry
        key={screen}
        screen={screen}
        label={t(`rail.${screen}`)}
        current={here === screen}
        count={count}
        countLabel={t("rail.badge", { count })}
        urgent={urgent}
      />
    );
  return (
    <nav className={styles.rail} aria-label={t("rail.label")}>
      <Logo />
      {entry("today", badges.today)}
      {entry("accounts", 0)}
      {entry("portfolio", 0)}
      {entry("peaks", badges.peaks)}
      {entry("outreach", badges.outreach, true)}
      {entry("incidents", badges.incidents, badges.urgent)}
      {entry("reviews", badges.reviews)}
      {entry("notices", badges.notices)}
      {entry("knowledge", 0)}
      <div className={styles.space} />
      {entry("sync", badges.sync, true)}
      {entry("settings", 0)}
    </nav>
  );
}

interface EntryProps {
  readonly screen: RailScreen;
  readonly label: string;
  readonly current: boolean;
  readonly count: number;
  readonly countLabel: string;
  readonly urgent: boolean;
}

function RailEntry({ screen, label, current, count, countLabel, urgent }: EntryProps): ReactNode {
  const navigate = useNavigate();
  const Icon = icons[screen];
  const route: Route = { screen };
  return (
    <a
      className={styles.entry}
      href={`#${routePath(route)}`}
      aria-current={current ? "page" : undefined}
      onClick={(event) => {
        event.preventDefault();
        navigate(route);
      }}
    >
      <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
      <span className={styles.label}>{label}</span>
      {count > 0 && (
        <span className={cx(styles.badge, urgent && styles.urgent)} aria-label={countLabel} role="img">
          {count > 99 ? "99+" : count}
        </span>
      )}
    </a>
  );
}

/** A line (capacity) and a peak below it: headroom. */
function Logo(): ReactNode {
  return (
    <svg className={styles.logo} viewBox="0 0 24 24" aria-hidden="true">
      <path d="M3 5h18M3.5 18.5c4.6 0 5.2-8.8 8.5-8.8s3.9 8.8 8.5 8.8" />
    </svg>
  );
}
