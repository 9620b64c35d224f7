import type { ReactNode } from "react";
import { useEffect, useMemo, useState } from "react";
import type { BridgeAnswer, BridgeError, HeadroomBridge } from "../../shared/bridge/contract.ts";
import type { DataClient } from "../data/data-client.ts";
import { DataClientProvider } from "../data/data-client-provider.tsx";
import { DraftBook } from "../data/drafts/draft-book.ts";
import { DraftsContext } from "../data/drafts/drafts-context.ts";
import { PostContext, type PostOffice } from "../data/outreach/post-context.ts";
import { PackBanner } from "../features/site-pack/pack-banner.tsx";
import { useNavigate, useRoute } from "../ui/navigation.ts";
import type { Route } from "../ui/routes.ts";
import { type SenderControls, SendersContext } from "../ui/senders-context.ts";
import { type OpenSitePack, useSitePacks } from "../ui/site-pack-context.ts";
import { useText } from "../ui/text.ts";
import { useToast } from "../ui/toast.tsx";
import { type VaultControls, VaultContext } from "../ui/vault-context.ts";
import { askDesktop } from "./bridge.ts";
import styles from "./app.module.css";
import { Frame } from "./frame.tsx";
import { UpdatesProvider } from "./updates-provider.tsx";

/** Places that a pack has something for. */
const packScreens: ReadonlySet<Route["screen"]> = new Set([
  "accounts",
  "account",
  "peaks",
  "incidents",
  "incident",
  "postmortem",
  "reviews",
  "review",
  "present",
  "knowledge",
  "article",
  "notice",
]);

const refused: BridgeError = { code: "forbidden", message: "there is none in a site pack" };
const refuse = async (): Promise<BridgeAnswer<never>> => ({ ok: false, error: refused });
const noVault: VaultControls = { info: refuse, setPasscode: refuse, lock: async () => undefined };
const noSenders: SenderControls = { list: refuse, save: refuse, remove: refuse, test: refuse };

/** The console over a site pack: the same screens, without anything that leaves the machine or stays on it. */
export function PackConsole({
  bridge,
  pack,
  client,
}: {
  readonly bridge: HeadroomBridge;
  readonly pack: OpenSitePack;
  readonly client: DataClient;
}): ReactNode {
  const t = useText("sitePack");
  const toast = useToast();
  const navigate = useNavigate();
  const { close } = useSitePacks();
  const route = useRoute();
  const [drafts] = useState(memoryDrafts);
  const post = useMemo<PostOffice>(
    () => ({
      senders: async () => [],
      send: async () => null,
      list: async () => [],
      settle: async () => false,
      handOver: async () => null,
      pdf: async (document) => {
        const answer = await askDesktop(bridge, "document.pdf", { document });
        return answer.ok ? answer.value : null;
      },
      onMessage: () => () => undefined,
    }),
    [bridge],
  );
  useEffect(() => {
    document.documentElement.dataset["settled"] = "true";
  }, []);
  const isHere = packScreens.has(route.screen);
  useEffect(() => {
    if (isHere) return;
    navigate({ screen: "accounts" }, { replace: true });
    toast({ text: t("notInPack") });
  }, [isHere, navigate, toast, t]);
  return (
    <DraftsContext value={drafts}>
      <DataClientProvider client={client}>
        <VaultContext.Provider value={noVault}>
          <SendersContext.Provider value={noSenders}>
            <PostContext.Provider value={post}>
              <div className={styles.app}>
                <PackBanner pack={pack} onClose={close} />
                <div className={styles.below}>
                  <UpdatesProvider bridge={bridge}>
                    {isHere && route.screen !== "first-run" && <Frame bridge={bridge} route={route} />}
                  </UpdatesProvider>
                </div>
              </div>
            </PostContext.Provider>
          </SendersContext.Provider>
        </VaultContext.Provider>
      </DataClientProvider>
    </DraftsContext>
  );
}

/** What is typed in forms stays in memory, and goes with the pack. */
function memoryDrafts(): DraftBook {
  const drafts = new DraftBook({
    write: async () => true,
    later: (ms, job) => {
      const timer = setTimeout(job, ms);
      return () => clearTimeout(timer);
    },
  });
  drafts.open({});
  return drafts;
}
