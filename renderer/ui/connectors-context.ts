import { createContext, useContext } from "react";
import type { BridgeAnswer } from "../../shared/bridge/contract.ts";
import type { ConnectorList } from "../../shared/sync/connectors.ts";

/** The backend's connectors as screens see them. */
export interface ConnectorControls {
  list(): Promise<BridgeAnswer<ConnectorList>>;
  /** Asks for a run now; it has not ended when this is answered. */
  run(name: string): Promise<BridgeAnswer<undefined>>;
}

export const ConnectorsContext = createContext<ConnectorControls | null>(null);

export function useConnectorControls(): ConnectorControls {
  const controls = useContext(ConnectorsContext);
  if (controls === null) throw new Error("ConnectorsContext is missing");
  return controls;
}
