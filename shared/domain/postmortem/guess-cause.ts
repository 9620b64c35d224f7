import type { IncidentEvent } from "../incident/incident-event.ts";
import type { CauseCategory, Incident } from "../incident/incident.ts";
import { roleOfGroup } from "./people-roles.ts";

export interface GuessedCause {
  readonly cause: CauseCategory;
  /** `said` = the incident names it; a word of an entry of the log; null = nothing points anywhere. */
  readonly why: { readonly type: "said" } | { readonly type: "word"; readonly eventId: string; readonly word: string } | null;
}

type Guess = Exclude<CauseCategory, "unknown">;

/** Words of logs in both languages; what names a cause outright weighs more than what comes along with many. */
const words: readonly (readonly [Guess, number, RegExp])[] = [
  [
    "carrier",
    2,
    /运营商|骨干|出口链路|互联互通|割接|国际链路|路由(?:绕行|抖动)|\bcarrier\b|\bISP\b|peering|backbone|\brouting\b|\broute\b/i,
  ],
  ["capacity", 2, /容量|扩容|过载|超(?:出|过)?上限|打满|限流|capacity|overload|saturat|exhaust|out of quota|throttl/i],
  ["release", 2, /发布|上线|变更|回滚|新版本服务|重构|release|deploy|rollback|roll(?:ed)? back|rewritten|rollout/i],
  ["configuration", 2, /配置|参数|白名单|灰度开关|证书过期|configur|misconfig|setting|whitelist|allow ?list|certificate/i],
  ["sdk", 2, /SDK|机型|采集|解码器|编码器|系统更新|codec|decoder|encoder|capture|handset|device model/i],
  ["customer_side", 3, /客户(?:侧|端|服务器|业务)|贵司|customer's (?:own|side|server|backend)|on (?:their|the customer's) side/i],
  ["vendor", 2, /供应商|第三方|云厂商|vendor|supplier|third[- ]party/i],
  ["hardware", 2, /硬件|机房|断电|磁盘|网卡|宕机|节点故障|hardware|power (?:loss|outage)|disk|network card|node (?:down|failure)|rack/i],
];

/** How much an entry may say of the cause: who looks for it says more than who reports it. */
function weightOf(event: IncidentEvent, isFirst: boolean): number {
  if (event.type === "customer_message") return 0.5;
  if (isFirst) return 0.5;
  const role = roleOfGroup(event.holderGroup);
  if (event.state === "resolved" || event.state === "closed") return 2;
  return role === "engineering" || role === "architects" ? 4 : role === "experts" ? 3 : 1;
}

/** The kind of cause that the log speaks of most, with the word and entry that say so. The incident's own word goes before any guess. */
export function guessCause(incident: Pick<Incident, "cause">, events: readonly IncidentEvent[]): GuessedCause {
  if (incident.cause != null && incident.cause !== "unknown") return { cause: incident.cause, why: { type: "said" } };
  const scores = new Map<Guess, { score: number; best: number; eventId: string; word: string }>();
  for (const [i, event] of events.entries()) {
    const weight = weightOf(event, i === 0);
    for (const [cause, worth, pattern] of words) {
      const found = pattern.exec(event.text)?.[0];
      if (found === undefined) continue;
      const gained = weight * worth;
      const known = scores.get(cause) ?? { score: 0, best: 0, eventId: "", word: "" };
      const telling = gained > known.best ? { best: gained, eventId: event.id, word: found } : {};
      scores.set(cause, { ...known, ...telling, score: known.score + gained });
    }
    // Waiting for somebody outside says by itself that the fault may be there.
    if (event.state === "awaiting_vendor") {
      const known = scores.get("vendor") ?? { score: 0, best: 0, eventId: event.id, word: "awaiting_vendor" };
      scores.set("vendor", { ...known, score: known.score + 1 });
    }
  }
  const order = words.map(([cause]) => cause);
  const [first] = [...scores].toSorted((a, b) => b[1].score - a[1].score || order.indexOf(a[0]) - order.indexOf(b[0]));
  if (first === undefined) return { cause: "unknown", why: null };
  const [cause, { eventId, word }] = first;
  return { cause, why: { type: "word", eventId, word } };
}
