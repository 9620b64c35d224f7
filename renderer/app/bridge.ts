import type { bridgeGlobal, BridgeAnswer, BridgeArgs, BridgeRequest, BridgeValue, HeadroomBridge } from "../../shared/bridge/contract.ts";

// Spelled here and checked against the contract's type: importing the value would load every validator into the page.
const globalName: typeof bridgeGlobal = "headroom";

/** The desktop as the preload offers it; null when the page was opened outside of it. */
export function findBridge(): HeadroomBridge | null {
  const bridge = (globalThis as Record<string, unknown>)[globalName];
  return typeof bridge === "object" && bridge !== null ? (bridge as HeadroomBridge) : null;
}

/** A request whose transport fails is an answer too: nothing that asks the desktop has to catch. */
export async function askDesktop<N extends BridgeRequest>(
  bridge: HeadroomBridge,
  name: N,
  args: BridgeArgs<N>,
): Promise<BridgeAnswer<BridgeValue<N>>> {
  try {
    return await bridge.request(name, args);
  } catch (error) {
    return { ok: false, error: { code: "internal", message: error instanceof Error ? error.message : "the desktop did not answer" } };
  }
}

/** Writes an error of the window into the desktop's log. `componentStack` says where on the screen it came from. */
export async function logError(bridge: HeadroomBridge, error: Error, componentStack = ""): Promise<void> {
  const stack = [error.stack ?? "", componentStack].join("\n").slice(0, 8000);
  await askDesktop(bridge, "log.error", { name: error.name.slice(0, 120), message: error.message.slice(0, 2000), stack });
}
