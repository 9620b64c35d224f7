import { useMemo } from "react";
import { rankOf } from "../../shared/domain/today/rank.ts";
import type { SyncStatus } from "../data/data-client.ts";
import { useQuery } from "../data/hooks.ts";
import { useNow } from "../ui/now.ts";
import { badgeCount } from "./badge-count.ts";
import type { RailBadges } from "./rail.tsx";
import { waitingDecisions } from "./waiting-decisions.ts";

const openIncidents = { scope: "open" } as const;
const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const noneEnded = { days: 0 } as const;
const mine = { scope: "mine", timeZone } as const;

/** What is to be done first or today; the rest of the list can wait and is not counted. */
const dueToday: ReadonlySet<string> = new Set(["hour", "today"]);

/** What waits on the screens, for the badges of the rail. */
export function useWaiting(status: SyncStatus): RailBadges {
  const incidents = useQuery("incidentRows", openIncidents).data;
  const items = useQuery("todayItems", mine).data;
  const alarms = useQuery("promiseAlarms", undefined).data;
  const messages = useQuery("outreachRows", noneEnded).data;
  const notices = useQuery("noticesToTell", undefined).data;
  const now = useNow("minute");
  const attention = waitingDecisions(status);
  return useMemo(() => {
    const ours = (incidents?.rows ?? []).filter((row) => row.mine && row.turn === "us");
    const today = (items?.items ?? []).filter((item) => item.rest?.type !== "resting" && dueToday.has(rankOf(item, now).group));
    return {
      icon: badgeCount(
        alarms ?? [],
        (items?.items ?? []).filter(({ rest }) => rest?.type !== "resting"),
        now,
      ),
      today: today.length,
      peaks: today.filter(({ kind }) => kind === "peak").length,
      outreach: (messages ?? []).filter((row) => row.mine && row.group === "trouble").length,
      incidents: ours.length,
      urgent: ours.some((row) => row.severity === "P0" || row.severity === "P1"),
      reviews: (items?.items ?? []).reduce((sum, { message }) => sum + (message.key === "reviewsMissing" ? message.count : 0), 0),
      notices: notices ?? 0,
      sync: attention,
    };
  }, [incidents, items, alarms, messages, notices, attention, now]);
}
