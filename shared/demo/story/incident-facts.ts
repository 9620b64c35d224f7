import type { CauseCategory, Incident } from "../../domain/incident/incident.ts";
import { intakeKeys, type IntakeItem, type IntakeKey } from "../../domain/incident/intake.ts";
import type { Cast } from "../company/cast.ts";
import { demoUserId } from "../company/users.ts";
import { dice, type Dice } from "../dice.ts";
import { logText } from "../text/log-text.ts";
import { instantOf } from "./instants.ts";
import { sdkAt } from "./sdk.ts";
import { platformsOf } from "./sdk-uses.ts";
import type { Trouble } from "./troubles.ts";

/** What a topic's trouble came from; a topic that is not named here says nothing of it. */
const causes: Readonly<Record<string, CauseCategory>> = {
  "publish-fail": "release",
  "join-timeout": "customer_side",
  "carrier-freeze": "carrier",
  "audio-choppy": "sdk",
  delay: "carrier",
  "first-frame": "release",
  "black-screen": "configuration",
  "agent-latency": "vendor",
  "node-down": "hardware",
  crash: "sdk",
  recording: "configuration",
  callback: "customer_side",
  echo: "sdk",
  quota: "capacity",
  "im-lost": "release",
  whiteboard: "release",
};

/** Topics that some versions of the SDK have and others have not. */
const versioned: readonly string[] = ["publish-fail", "first-frame", "black-screen", "crash", "echo", "audio-choppy"];

/** What each topic needs to be worked on, beside a reproduction and the time. */
const needed: Readonly<Record<Trouble["topic"]["kind"], readonly IntakeKey[]>> = {
  incident: intakeKeys,
  ticket: ["reproduction", "client_logs", "time_and_room", "device_os", "sdk_version"],
  request: [],
};

/** What an incident reaches, what it needs, what it came from and who watches it. */
export function incidentFacts(trouble: Trouble, cast: Cast, endMs: number): Partial<Incident> {
  const die = dice(cast.seed, `facts/${trouble.id}`);
  const { topic, state } = trouble;
  const over = state === "resolved" || state === "closed";
  const { current } = sdkAt(cast, trouble.openedMs, endMs);
  const ofVersion = versioned.includes(topic.key);
  return {
    component: topic.key,
    cause: over ? (causes[topic.key] ?? "unknown") : null,
    affected: {
      regions: trouble.region === null ? [] : [trouble.region],
      carriers: trouble.carrier === null ? [] : [trouble.carrier],
      sdkVersions: ofVersion ? [current] : [],
      platforms: ofVersion
        ? platformsOf(cast.account.scenario)
            .slice(0, 1)
            .map((one) => one.platform)
        : [],
    },
    intake: needed[topic.kind].map((key, i) => intakeOf(key, i, trouble, cast, die, endMs)),
    watcherIds: cast.own && (trouble.severity === "P0" || trouble.severity === "P1") ? [demoUserId] : [],
  };
}

/** Of what is over everything is here or was not needed; of what is open less of the later things. */
function intakeOf(key: IntakeKey, place: number, trouble: Trouble, cast: Cast, die: Dice, endMs: number): IntakeItem {
  const words = logText[cast.language];
  const over = trouble.state === "resolved" || trouble.state === "closed";
  const known = over || (trouble.state !== "new" && die.chance(0.95 - place * 0.12));
  const atMs = Math.min(endMs, trouble.openedMs + die.int(6, 40) * 60_000);
  if (known)
    return over && die.chance(0.2)
      ? { key, state: "not_needed", note: "", at: null }
      : { key, state: "received", note: words.intake[key], at: instantOf(atMs) };
  const asked = trouble.state === "awaiting_customer" || die.chance(0.4);
  return asked ? { key, state: "asked", note: words.customer, at: instantOf(atMs) } : { key, state: "missing", note: "", at: null };
}
