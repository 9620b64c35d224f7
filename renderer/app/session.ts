import type { AppInfo } from "../../shared/bridge/app-info.ts";
import type { BridgeAnswer, BridgeValue, HeadroomBridge } from "../../shared/bridge/contract.ts";
import type { VaultAnswer } from "../../shared/bridge/vault.ts";
import type { DataClient } from "../data/data-client.ts";
import { createWorkerDataClient } from "../data/worker-client.ts";
import type { Route } from "../ui/routes.ts";
import { onceScreenReady } from "../ui/screen-ready.ts";
import { askDesktop, logError } from "./bridge.ts";
import { answerWorker } from "./desktop-requests.ts";
import { watchFirst } from "./first-questions.ts";
import { takeWorker } from "./spare-worker.ts";

/** A data worker that has the keys, and its client. */
export interface Session {
  readonly client: DataClient;
  /** What was typed and not saved when it was last open. */
  readonly drafts: Promise<Drafts>;
  /** Ends the worker, and the keys with it. */
  readonly end: () => void;
}

/** What the vault answered, and the session if it is open. */
interface Opening {
  readonly answer: BridgeAnswer<VaultAnswer>;
  readonly session: Session | null;
}

/** What can be drawn at once. */
interface ReadySession {
  readonly client: DataClient;
  readonly drafts: Drafts;
}

interface Prepared {
  readonly profile: string;
  readonly opening: Promise<Opening>;
  readonly stopListening: () => void;
  /** Set when it is open, `ready` when its drafts are here too. */
  session: Session | null;
  ready: ReadySession | null;
  /** The desktop has locked meanwhile. */
  dropped: boolean;
}

type Drafts = BridgeValue<"drafts.read">;

let prepared: Prepared | null = null;

/** Starts a data worker with the keys that the vault handed out. */
export function openSession(bridge: HeadroomBridge, profile: string, vault: Extract<VaultAnswer, { readonly state: "open" }>): Session {
  const worker = takeWorker();
  // What nobody expected in the worker; no customer text is in an error's message.
  worker.addEventListener(
    "error",
    ({ message, error }: ErrorEvent) => void logError(bridge, error instanceof Error ? error : new Error(message)),
  );
  const client = createWorkerDataClient({
    port: worker,
    profile,
    vault,
    screenFirst: true,
    desktop: (request) => answerWorker(bridge, profile, request),
    onSuperseded: () => location.reload(),
  });
  const stop = onceScreenReady(() => worker.postMessage({ type: "screen-shown" }));
  const drafts = askDesktop(bridge, "drafts.read", { profile }).then((kept) => (kept.ok ? kept.value : {}));
  return {
    client,
    drafts,
    end: () => {
      stop();
      worker.terminate();
    },
  };
}

/** Has the vault opened and the book read, and asks what the first screen will ask, before there is anything to draw it with. */
export function prepareSession(bridge: HeadroomBridge, info: AppInfo, route: Route): void {
  if (info.connection.mode === "none") return;
  const { profile } = info;
  const open = async (): Promise<Opening> => {
    const answer = await askDesktop(bridge, "vault.open", { profile });
    if (mine.dropped || !answer.ok || answer.value.state !== "open") return { answer, session: null };
    mine.session = openSession(bridge, profile, answer.value);
    const { client, drafts } = mine.session;
    watchFirst(client, route);
    void drafts.then((kept) => {
      mine.ready = { client, drafts: kept };
    });
    return { answer, session: mine.session };
  };
  const stopListening = bridge.on("vault", () => dropPrepared());
  const mine: Prepared = { profile, opening: Promise.resolve().then(open), stopListening, session: null, ready: null, dropped: false };
  prepared = mine;
}

/** The session that can be drawn at once, if the preparation has come so far; it is still to be taken. */
export function preparedSession(profile: string): ReadySession | null {
  return prepared?.profile === profile ? prepared.ready : null;
}

/** What was prepared, once; from here on it belongs to whoever took it. null = nothing of this profile. */
export function takePrepared(profile: string): Promise<Opening> | null {
  if (prepared?.profile !== profile) {
    dropPrepared();
    return null;
  }
  const { opening, stopListening } = prepared;
  stopListening();
  prepared = null;
  return opening;
}

/** Nobody has taken it, and its keys are of no use any more. */
function dropPrepared(): void {
  if (prepared === null) return;
  prepared.stopListening();
  prepared.dropped = true;
  prepared.session?.end();
  prepared = null;
}
