import {
  type BridgeAnswer,
  type BridgeArgs,
  type BridgeError,
  type BridgeRequest,
  type BridgeValue,
  bridgeRequests,
} from "../../../shared/bridge/contract.ts";
import type { Result } from "../../../shared/kernel/result.ts";

type BridgeHandler<N extends BridgeRequest> = (args: BridgeArgs<N>) => Promise<Result<BridgeValue<N>, BridgeError>>;
export type BridgeHandlers = { readonly [N in BridgeRequest]: BridgeHandler<N> };

/**
 * Answers one call of the window: refuses strangers, validates the arguments against the contract, runs its handler. Never throws: what
 * a handler throws is reported to `onFault` and answered as `internal`, without its text.
 */
export async function answerCall<N extends BridgeRequest>(
  name: N,
  handlers: BridgeHandlers,
  call: { readonly trusted: boolean; readonly args: unknown },
  onFault: (where: string, error: unknown) => void,
): Promise<BridgeAnswer<BridgeValue<N>>> {
  if (!call.trusted) return { ok: false, error: { code: "forbidden", message: "only the console's own window may ask" } };
  try {
    const parsed = bridgeRequests[name].args.safeParse(call.args);
    if (!parsed.success) return { ok: false, error: { code: "bad-request", message: `${name}: arguments do not fit the contract` } };
    const result = await handlers[name](parsed.data as BridgeArgs<N>);
    return result.ok ? { ok: true, value: result.value } : { ok: false, error: result.error };
  } catch (error) {
    onFault(`bridge ${name}`, error);
    return { ok: false, error: { code: "internal", message: `${name} failed; the desktop's log says why` } };
  }
}
