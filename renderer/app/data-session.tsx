import type { ReactNode } from "react";
import { useEffect, useState } from "react";
import type { HeadroomBridge } from "../../shared/bridge/contract.ts";
import type { DataClient } from "../data/data-client.ts";
import { DataClientProvider } from "../data/data-client-provider.tsx";
import { createWorkerDataClient } from "../data/worker-client.ts";
import type { MirrorRequest } from "../data/worker-messages.ts";
import { askDesktop, logError } from "./bridge.ts";
import { takeWorker } from "./spare-worker.ts";

interface Props {
  readonly bridge: HeadroomBridge;
  /** Another profile is another database and another worker. */
  readonly profile: string;
  readonly children: ReactNode;
}

/** The data worker of the profile, and its client for everything below. */
export function DataSession({ bridge, profile, children }: Props): ReactNode {
  const [client, setClient] = useState<DataClient | null>(null);
  useEffect(() => {
    const worker = takeWorker();
    // What nobody expected in the worker; no customer text is in an error's message.
    worker.addEventListener(
      "error",
      ({ message, error }: ErrorEvent) => void logError(bridge, error instanceof Error ? error : new Error(message)),
    );
    setClient(createWorkerDataClient({ port: worker, profile, mirror: (request) => mirror(bridge, profile, request) }));
    return () => {
      setClient(null);
      worker.terminate();
    };
  }, [bridge, profile]);
  return client === null ? null : <DataClientProvider client={client}>{children}</DataClientProvider>;
}

async function mirror(bridge: HeadroomBridge, profile: string, request: MirrorRequest): Promise<readonly string[]> {
  switch (request.op) {
    case "append":
      must(await askDesktop(bridge, "outbox.append", { profile, lines: [...request.lines] }));
      return [];
    case "read":
      return must(await askDesktop(bridge, "outbox.read", { profile }));
    case "trim":
      must(await askDesktop(bridge, "outbox.trim", { profile, clientId: request.clientId, upTo: request.upTo }));
      return [];
  }
}

function must<T>(
  answer: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: { readonly message: string } },
): T {
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}
