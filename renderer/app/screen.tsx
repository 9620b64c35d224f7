import type { ReactNode } from "react";
import { Suspense, lazy } from "react";
import { assertNever } from "../../shared/kernel/assert-never.ts";
import { loadChart } from "../ui/chart/time-series-chart.tsx";
import type { Route } from "../ui/routes.ts";

const load = {
  accounts: async () => ({ default: (await import("../features/accounts/accounts-screen.tsx")).AccountsScreen }),
  account: async () => ({ default: (await import("../features/account/account-screen.tsx")).AccountScreen }),
  incidents: async () => ({ default: (await import("../features/incidents/incidents-screen.tsx")).IncidentsScreen }),
  incident: async () => ({ default: (await import("../features/incident/incident-screen.tsx")).IncidentScreen }),
  today: async () => ({ default: (await import("../features/today/today-screen.tsx")).TodayScreen }),
  sync: async () => ({ default: (await import("../features/sync-status/sync-screen.tsx")).SyncScreen }),
  settings: async () => ({ default: (await import("../features/settings/settings-screen.tsx")).SettingsScreen }),
};
const AccountsScreen = lazy(load.accounts);
const AccountScreen = lazy(load.account);
const IncidentsScreen = lazy(load.incidents);
const IncidentScreen = lazy(load.incident);
const TodayScreen = lazy(load.today);
const SyncScreen = lazy(load.sync);
const SettingsScreen = lazy(load.settings);

/** Begins to load the screen of a place. Without a part of the installation it fails here, and again where the screen is shown. */
export async function loadScreen(route: Route): Promise<void> {
  if (route.screen !== "first-run") await load[route.screen]();
}

/** Loads what the reader is likely to open next, one after the other: then the first opening of a screen is as quick as the second. */
export async function preloadScreens(): Promise<void> {
  for (const next of [load.account, loadChart, load.incident, load.incidents, load.today, load.accounts]) await next();
}

/** The screen of a place, loaded when it is first opened. Its files are local: no spinner is worth showing. */
export function Screen({ route }: { readonly route: Exclude<Route, { readonly screen: "first-run" }> }): ReactNode {
  return <Suspense fallback={null}>{screenOf(route)}</Suspense>;
}

function screenOf(route: Exclude<Route, { readonly screen: "first-run" }>): ReactNode {
  switch (route.screen) {
    case "today":
      return <TodayScreen />;
    case "accounts":
      return <AccountsScreen />;
    case "account":
      return <AccountScreen key={route.accountId} accountId={route.accountId} tab={route.tab} />;
    case "incidents":
      return <IncidentsScreen />;
    case "incident":
      return <IncidentScreen incidentId={route.incidentId} />;
    case "sync":
      return <SyncScreen />;
    case "settings":
      return <SettingsScreen />;
    default:
      return assertNever(route);
  }
}
