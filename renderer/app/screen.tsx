import type { ComponentType, ReactNode } from "react";
import { Suspense, lazy, memo, useState } from "react";
import { assertNever } from "../../shared/kernel/assert-never.ts";
import { loadChart } from "../ui/chart/time-series-chart.tsx";
import type { Route } from "../ui/routes.ts";
import { loadScreenCode, screenCode, type ScreenCode, type ScreenName } from "./screen-code.ts";

const AccountsScreen = whenLoaded("accounts");
const AccountScreen = whenLoaded("account");
const PortfolioScreen = whenLoaded("portfolio");
const PeaksScreen = whenLoaded("peaks");
const OutreachScreen = whenLoaded("outreach");
const RoundScreen = whenLoaded("round");
const IncidentsScreen = whenLoaded("incidents");
const IncidentScreen = whenLoaded("incident");
const PostmortemScreen = whenLoaded("postmortem");
const StatisticsScreen = whenLoaded("statistics");
const TodayScreen = whenLoaded("today");
const NoticesScreen = whenLoaded("notices");
const NoticeScreen = whenLoaded("notice");
const KnowledgeScreen = whenLoaded("knowledge");
const ArticleScreen = whenLoaded("article");
const ArticleEditorScreen = whenLoaded("articleEditor");
const ReviewsScreen = whenLoaded("reviews");
const ReviewScreen = whenLoaded("review");
const PresentScreen = whenLoaded("present");
const TasksScreen = whenLoaded("tasks");
const RenewalsScreen = whenLoaded("renewals");
const SyncScreen = whenLoaded("sync");
const SettingsScreen = whenLoaded("settings");

type ScreenProps<N extends ScreenName> = ScreenCode<N> extends (props: infer P) => ReactNode ? P & object : never;

/**
 * A screen whose code may still be on its way. React draws nothing in place of a lazy component even if its code has come, and then holds the
 * screen back for 300 ms so that nothing flickers: what is here is drawn directly.
 */
function whenLoaded<N extends ScreenName>(name: N): ComponentType<ScreenProps<N>> {
  type Code = ComponentType<ScreenProps<N>>;
  const Later = lazy(async () => ({ default: (await loadScreenCode(name)) as unknown as Code }));
  return function LoadedScreen(props: ScreenProps<N>): ReactNode {
    // Chosen once: another component in its place would begin anew.
    const [Shown] = useState<Code | typeof Later>(() => (screenCode(name) as unknown as Code | undefined) ?? Later);
    return <Shown {...props} />;
  };
}

/** Loads what the reader is likely to open next, one after the other: then the first opening of a screen is as quick as the second. */
export async function preloadScreens(): Promise<void> {
  await loadScreenCode("account");
  await loadChart();
  for (const next of ["incident", "incidents", "peaks", "outreach", "today", "accounts", "knowledge", "article"] as const)
    await loadScreenCode(next);
}

/**
 * The screen of a place, loaded when it is first opened. Its files are local: no spinner is worth showing. Drawn anew for another place only:
 * the frame around it changes with every step of a synchronisation.
 */
export const Screen = memo(function Screen({ route }: { readonly route: Exclude<Route, { readonly screen: "first-run" }> }): ReactNode {
  return <Suspense fallback={null}>{screenOf(route)}</Suspense>;
});

function screenOf(route: Exclude<Route, { readonly screen: "first-run" }>): ReactNode {
  switch (route.screen) {
    case "today":
      return <TodayScreen />;
    case "accounts":
      return <AccountsScreen />;
    case "account":
      return <AccountScreen key={route.accountId} accountId={route.accountId} tab={route.tab} />;
    case "portfolio":
      return <PortfolioScreen />;
    case "peaks":
      return <PeaksScreen peakId={route.peakId ?? null} />;
    case "outreach":
      return <OutreachScreen outreachId={route.outreachId ?? null} />;
    case "round":
      return <RoundScreen />;
    case "incidents":
      return <IncidentsScreen />;
    case "incident":
      return <IncidentScreen incidentId={route.incidentId} />;
    case "postmortem":
      return <PostmortemScreen key={route.incidentId} incidentId={route.incidentId} />;
    case "statistics":
      return <StatisticsScreen />;
    case "notices":
      return <NoticesScreen />;
    case "notice":
      return <NoticeScreen key={route.noticeId} noticeId={route.noticeId} />;
    case "knowledge":
      return <KnowledgeScreen />;
    case "article":
      return <ArticleScreen key={route.articleKey} articleKey={route.articleKey} incidentId={route.incidentId ?? null} />;
    case "articleEditor":
      return <ArticleEditorScreen key={route.articleKey ?? ""} articleKey={route.articleKey} />;
    case "reviews":
      return <ReviewsScreen />;
    case "review":
      return <ReviewScreen key={route.reviewId} reviewId={route.reviewId} section={route.section ?? null} />;
    case "present":
      return <PresentScreen key={route.reviewId} reviewId={route.reviewId} section={route.section ?? null} />;
    case "tasks":
      return <TasksScreen />;
    case "renewals":
      return <RenewalsScreen />;
    case "sync":
      return <SyncScreen />;
    case "settings":
      return <SettingsScreen />;
    default:
      return assertNever(route);
  }
}
