import type { ReactNode } from "react";
import { useCallback, useEffect, useRef, useState } from "react";
import type { HeadroomBridge } from "../../shared/bridge/contract.ts";
import type { VaultAnswer } from "../../shared/bridge/vault.ts";
import type { DataClient } from "../data/data-client.ts";
import { DataClientProvider } from "../data/data-client-provider.tsx";
import { DraftBook } from "../data/drafts/draft-book.ts";
import { DraftsContext } from "../data/drafts/drafts-context.ts";
import { VaultWaiting } from "../features/vault/vault-screen.tsx";
import { askDesktop } from "./bridge.ts";
import { openSession, preparedSession, type Session, takePrepared } from "./session.ts";
import { editsSettled } from "./vault-provider.tsx";
import { type ShutVault, VaultDoor, beginAnew } from "./vault-door.tsx";

interface Props {
  readonly bridge: HeadroomBridge;
  /** Another profile is another database and another worker. */
  readonly profile: string;
  readonly children: ReactNode;
}

type Stage =
  | { readonly state: "asking" }
  | { readonly state: "shut"; readonly vault: ShutVault }
  | { readonly state: "open"; readonly client: DataClient };

/**
 * The data worker of the profile, and its client for everything below, once the desktop has handed out the keys; the door of the vault until
 * then. When the desktop locks, the worker ends, and the keys with it; what was typed and not saved waits for the next opening.
 */
export function DataSession({ bridge, profile, children }: Props): ReactNode {
  const [drafts] = useState(() => createDrafts(bridge, profile));
  const [stage, setStage] = useState<Stage>(() => {
    const ready = preparedSession(profile);
    if (ready === null) return { state: "asking" };
    drafts.open(ready.drafts);
    return { state: "open", client: ready.client };
  });
  const running = useRef<Session | null>(null);
  const drawn = useRef(stage.state === "open" ? stage.client : null);
  const end = useCallback(() => {
    running.current?.end();
    running.current = null;
  }, []);
  const show = useCallback(
    (session: Session) => {
      end();
      running.current = session;
      const { client } = session;
      if (drawn.current === client) return;
      void session.drafts.then((kept) => {
        // It was locked again meanwhile.
        if (running.current !== session) return;
        drafts.open(kept);
        setStage({ state: "open", client });
      });
    },
    [drafts, end],
  );
  const take = useCallback(
    (answer: VaultAnswer) =>
      answer.state === "open" ? show(openSession(bridge, profile, answer)) : setStage({ state: "shut", vault: answer }),
    [bridge, profile, show],
  );
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let stale = false;
    const ask = async (): Promise<void> => {
      const prepared = await takePrepared(profile);
      let answer = prepared?.answer ?? (await askDesktop(bridge, "vault.open", { profile }));
      if (stale) return prepared?.session?.end();
      if (prepared?.session != null) return show(prepared.session);
      // Its user had it destroyed, and has come back since: he has said all there is to ask.
      if (asked === 0 && answer.ok && answer.value.state === "wiped" && answer.value.by === "user") {
        const begun = await beginAnew(bridge, profile);
        if (stale) return;
        if (begun.ok) answer = begun;
      }
      if (answer.ok) take(answer.value);
      else setStage({ state: "shut", vault: { state: "failed", error: answer.error } });
    };
    void ask();
    return () => {
      stale = true;
      end();
      drawn.current = null;
      setStage({ state: "asking" });
    };
  }, [bridge, profile, asked, take, show, end]);
  const retry = useCallback(() => setAsked((times) => times + 1), []);
  useEffect(
    () =>
      bridge.on("vault", ({ state }) => {
        const session = running.current;
        if (state === "wiped") drafts.clear();
        if (state === "wiped" || session === null) return retry();
        // Off the screen at once; an edit that is on its way gets its home before the worker ends.
        setStage({ state: "asking" });
        void editsSettled(session.client).then(() => {
          if (running.current !== session) return;
          drafts.shut();
          retry();
        });
      }),
    [bridge, drafts, retry],
  );
  useEffect(() => {
    const flush = (): void => void drafts.flush();
    addEventListener("pagehide", flush);
    return () => removeEventListener("pagehide", flush);
  }, [drafts]);
  switch (stage.state) {
    case "asking":
      return <VaultWaiting />;
    case "shut":
      return <VaultDoor bridge={bridge} profile={profile} vault={stage.vault} onAnswer={take} onRetry={retry} />;
    case "open":
      return (
        <DraftsContext value={drafts}>
          <DataClientProvider client={stage.client}>{children}</DataClientProvider>
        </DraftsContext>
      );
  }
}

function createDrafts(bridge: HeadroomBridge, profile: string): DraftBook {
  return new DraftBook({
    write: async (all) => (await askDesktop(bridge, "drafts.write", { profile, drafts: { ...all } })).ok,
    later: (ms, job) => {
      const timer = setTimeout(job, ms);
      return () => clearTimeout(timer);
    },
  });
}
