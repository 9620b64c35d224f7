import type { Route } from "../ui/routes.ts";

/** The code of each screen, in files of their own. */
const load = {
  accounts: async () => (await import("../features/accounts/accounts-screen.tsx")).AccountsScreen,
  account: async () => (await import("../features/account/account-screen.tsx")).AccountScreen,
  portfolio: async () => (await import("../features/portfolio/portfolio-screen.tsx")).PortfolioScreen,
  peaks: async () => (await import("../features/peaks/peaks-screen.tsx")).PeaksScreen,
  outreach: async () => (await import("../features/outreach/outreach-screen.tsx")).OutreachScreen,
  round: async () => (await import("../features/outreach/round-screen.tsx")).RoundScreen,
  incidents: async () => (await import("../features/incidents/incidents-screen.tsx")).IncidentsScreen,
  incident: async () => (await import("../features/incident/incident-screen.tsx")).IncidentScreen,
  postmortem: async () => (await import("../features/postmortem/postmortem-screen.tsx")).PostmortemScreen,
  statistics: async () => (await import("../features/incidents/statistics/statistics-screen.tsx")).StatisticsScreen,
  notices: async () => (await import("../features/notices/notices-screen.tsx")).NoticesScreen,
  notice: async () => (await import("../features/notices/notice-screen.tsx")).NoticeScreen,
  knowledge: async () => (await import("../features/knowledge/knowledge-screen.tsx")).KnowledgeScreen,
  article: async () => (await import("../features/knowledge/article-screen.tsx")).ArticleScreen,
  articleEditor: async () => (await import("../features/knowledge/editor/article-editor-screen.tsx")).ArticleEditorScreen,
  today: async () => (await import("../features/today/today-screen.tsx")).TodayScreen,
  reviews: async () => (await import("../features/reviews/reviews-screen.tsx")).ReviewsScreen,
  review: async () => (await import("../features/review/review-screen.tsx")).ReviewScreen,
  present: async () => (await import("../features/review/present-screen.tsx")).PresentScreen,
  tasks: async () => (await import("../features/tasks/tasks-screen.tsx")).TasksScreen,
  renewals: async () => (await import("../features/renewals/renewals-screen.tsx")).RenewalsScreen,
  sync: async () => (await import("../features/sync-status/sync-screen.tsx")).SyncScreen,
  settings: async () => (await import("../features/settings/settings-screen.tsx")).SettingsScreen,
};

export type ScreenName = keyof typeof load;
export type ScreenCode<N extends ScreenName> = Awaited<ReturnType<(typeof load)[N]>>;

const here: { [N in ScreenName]?: ScreenCode<N> } = {};

/** Loads a screen's code. Without a part of the installation it fails, and again where the screen is shown. */
export async function loadScreenCode<N extends ScreenName>(name: N): Promise<ScreenCode<N>> {
  const code = (await load[name]()) as ScreenCode<N>;
  Object.assign(here, { [name]: code });
  return code;
}

/** A screen's code if it is here: drawn at once, where a promise, even one that is kept already, would first draw nothing. */
export function screenCode<N extends ScreenName>(name: N): ScreenCode<N> | undefined {
  return here[name];
}

/** Begins to load the screen of a place; resolves when it is here or could not be had. */
export async function prepareScreen(route: Route): Promise<void> {
  if (route.screen !== "first-run") await loadScreenCode(route.screen).catch(() => undefined);
}
