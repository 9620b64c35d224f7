import { createContext, useContext } from "react";
import type { BridgeAnswer } from "../../shared/bridge/contract.ts";
import type { SendFault, SenderInfo, SenderSetup } from "../../shared/bridge/messages.ts";

/** The ways out of this laptop as screens see them: what is secret about them goes in and never comes out. */
export interface SenderControls {
  list(): Promise<BridgeAnswer<SenderInfo[]>>;
  save(setup: SenderSetup): Promise<BridgeAnswer<SenderInfo>>;
  remove(id: string): Promise<BridgeAnswer<undefined>>;
  /** Tries it without sending; null = it works. */
  test(id: string): Promise<BridgeAnswer<SendFault | null>>;
}

export const SendersContext = createContext<SenderControls | null>(null);

export function useSenderControls(): SenderControls {
  const controls = useContext(SendersContext);
  if (controls === null) throw new Error("SendersContext is missing");
  return controls;
}
