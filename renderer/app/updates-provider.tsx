import type { ReactNode } from "react";
import { useEffect, useMemo, useState } from "react";
import type { BridgeRequest, HeadroomBridge } from "../../shared/bridge/contract.ts";
import type { UpdateState } from "../../shared/bridge/updates.ts";
import { type UpdateControls, UpdatesContext } from "../ui/updates-context.ts";
import { askDesktop } from "./bridge.ts";

interface Props {
  readonly bridge: HeadroomBridge;
  readonly children: ReactNode;
}

/** Follows what the desktop says of updates. */
export function UpdatesProvider({ bridge, children }: Props): ReactNode {
  const [state, setState] = useState<UpdateState | null>(null);
  useEffect(() => {
    let told = false;
    const stop = bridge.on("update", (next) => {
      told = true;
      setState(next);
    });
    // What was told meanwhile is newer.
    void askDesktop(bridge, "updates.state", undefined).then((answer) => answer.ok && !told && setState(answer.value));
    return stop;
  }, [bridge]);
  const controls = useMemo<UpdateControls>(() => {
    const take = (answer: Awaited<ReturnType<typeof askDesktop<Extract<BridgeRequest, `updates.${string}`>>>>): void => {
      if (answer.ok) setState(answer.value);
    };
    return {
      state,
      check: () => void askDesktop(bridge, "updates.check", undefined).then(take),
      restart: (unsent) => void askDesktop(bridge, "updates.restart", { unsent }).then(take),
      waitNoMore: () => void askDesktop(bridge, "updates.wait-no-more", undefined).then(take),
    };
  }, [bridge, state]);
  return <UpdatesContext.Provider value={controls}>{children}</UpdatesContext.Provider>;
}
