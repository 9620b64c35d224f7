import type { ReactNode } from "react";
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { HeadroomBridge } from "../../shared/bridge/contract.ts";
import type { PackOffer } from "../../shared/bridge/site-pack.ts";
import type { DataClient } from "../data/data-client.ts";
import { createPackDataClient } from "../data/worker-client.ts";
import type { NotOpened } from "../features/site-pack/open-pack-dialog.tsx";
import { useNavigate } from "../ui/navigation.ts";
import { type OpenSitePack, type SitePacks, SitePacksContext } from "../ui/site-pack-context.ts";
import { useText } from "../ui/text.ts";
import { useToast } from "../ui/toast.tsx";
import { askDesktop } from "./bridge.ts";
import { PackConsole } from "./pack-console.tsx";
import { takeWorker } from "./spare-worker.ts";

// As in shared/bridge/site-pack.ts, whose validators are not loaded into the page.
const ending = ".headroom-pack";

const OpenPackDialog = lazy(async () => ({ default: (await import("../features/site-pack/open-pack-dialog.tsx")).OpenPackDialog }));

interface Running {
  readonly pack: OpenSitePack;
  readonly client: DataClient;
  readonly end: () => void;
}

interface Props {
  readonly bridge: HeadroomBridge;
  /** The reader's own console; that of an open pack stands in its place. */
  readonly children: ReactNode;
}

/**
 * Site packs of this window: asks for a file and its passphrase, and shows what is in it in place of the reader's own console. What is read lives in a
 * worker of its own; closing ends it, and with it everything that was known of the pack.
 */
export function SitePackProvider({ bridge, children }: Props): ReactNode {
  const navigate = useNavigate();
  const toast = useToast();
  const errors = useText("errors");
  const [offer, setOffer] = useState<PackOffer | null>(null);
  const [running, setRunning] = useState<Running | null>(null);
  const latest = useRef<Running | null>(null);
  const show = useCallback((next: Running | null) => {
    latest.current?.end();
    latest.current = next;
    setRunning(next);
  }, []);

  const choose = useCallback(async () => {
    const answer = await askDesktop(bridge, "site-pack.choose", undefined);
    if (!answer.ok) toast({ text: errors(answer.error.code), tone: "error" });
    else if (answer.value !== null) setOffer(answer.value);
  }, [bridge, toast, errors]);
  const close = useCallback(() => {
    show(null);
    void askDesktop(bridge, "site-pack.close", undefined);
    navigate({ screen: "today" }, { replace: true });
  }, [bridge, show, navigate]);

  useEffect(() => {
    const look = async (): Promise<void> => {
      const answer = await askDesktop(bridge, "site-pack.waiting", undefined);
      if (answer.ok && answer.value !== null) setOffer(answer.value);
    };
    void look();
    return bridge.on("site-pack", ({ state }) => {
      if (state === "offered") return void look();
      const ended = latest.current;
      if (ended === null) return;
      show(null);
      navigate({ screen: "today" }, { replace: true });
      setOffer({ state: "refused", name: ended.pack.name, why: "expired", expiresAtMs: ended.pack.expiresAtMs });
    });
  }, [bridge, show, navigate]);
  useEffect(() => () => latest.current?.end(), []);
  useDroppedPack(
    useCallback(
      async (file: File) => {
        const content = new Uint8Array(await file.arrayBuffer());
        const answer = await askDesktop(bridge, "site-pack.offer", { name: file.name, content });
        if (answer.ok) setOffer(answer.value);
        else
          setOffer({
            state: "refused",
            name: file.name,
            why: answer.error.code === "bad-request" ? "too-large" : "unreadable",
            expiresAtMs: null,
          });
      },
      [bridge],
    ),
  );

  const open = async (passphrase: string): Promise<NotOpened> => {
    const answer = await askDesktop(bridge, "site-pack.open", { passphrase });
    if (!answer.ok) {
      toast({ text: errors(answer.error.code), tone: "error" });
      return null;
    }
    if (answer.value.state === "wrong-passphrase") return { state: "wrong", retryAtMs: answer.value.retryAtMs };
    const refuse = (why: Extract<PackOffer, { readonly state: "refused" }>["why"], expiresAtMs: number | null): NotOpened => {
      setOffer({ state: "refused", name: offer?.name ?? "", why, expiresAtMs });
      return { state: "refused" };
    };
    if (answer.value.state === "refused") return refuse(answer.value.why, answer.value.expiresAtMs);
    const { content, name, madeAtMs, expiresAtMs } = answer.value;
    const worker = takeWorker();
    const { client, opened } = createPackDataClient(worker, content);
    const read = await opened;
    if (!read.ok) {
      worker.terminate();
      void askDesktop(bridge, "site-pack.close", undefined);
      return refuse(read.error.code, expiresAtMs);
    }
    const { accounts, maker, unknownRows } = read.value;
    const pack: OpenSitePack = { name, accounts, makerName: maker.name, madeAtMs, expiresAtMs, unknownRows };
    navigate({ screen: "accounts" }, { replace: true });
    show({ pack, client, end: () => worker.terminate() });
    setOffer(null);
    return null;
  };

  const opened = running?.pack ?? null;
  // Making one needs the book: the frame around the screens brings it.
  const packs = useMemo<SitePacks>(
    () => ({ open: opened, choose: () => void choose(), pack: () => undefined, close }),
    [opened, choose, close],
  );
  const giveUp = (): void => {
    setOffer(null);
    if (running === null) void askDesktop(bridge, "site-pack.close", undefined);
  };
  return (
    <SitePacksContext.Provider value={packs}>
      {running === null ? children : <PackConsole bridge={bridge} pack={running.pack} client={running.client} />}
      {offer !== null && (
        <Suspense fallback={null}>
          <OpenPackDialog offer={offer} onOpen={open} onOther={() => void choose()} onClose={giveUp} />
        </Suspense>
      )}
    </SitePacksContext.Provider>
  );
}

/** A pack that is dragged onto the window. Other files are other parts' business. */
function useDroppedPack(onPack: (file: File) => Promise<void>): void {
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes("Files") === true) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      const file = [...(event.dataTransfer?.files ?? [])].find(({ name }) => name.toLowerCase().endsWith(ending));
      if (file === undefined) return;
      event.preventDefault();
      onPack(file).catch(reportError);
    };
    addEventListener("dragover", over);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("dragover", over);
      removeEventListener("drop", drop);
    };
  }, [onPack]);
}
