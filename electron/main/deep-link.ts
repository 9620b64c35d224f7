import { idPattern } from "../../shared/kernel/ids.ts";

/** The route that a `headroom://` address asks for; null = not one of ours. Only `headroom://account/<id>` exists, without anything after. */
export function routeOfDeepLink(text: string): string | null {
  const parts = /^headroom:\/\/account\/([^/?#]{1,128})\/?$/.exec(text);
  const id = parts?.[1];
  return id !== undefined && idPattern.test(id) ? `/accounts/${id}` : null;
}

/** The first deep link among a second start's arguments. */
export function deepLinkIn(args: readonly string[]): string | null {
  return args.find((arg) => arg.startsWith("headroom:")) ?? null;
}
