import { idPattern } from "../../shared/kernel/ids.ts";

/** The route that a `headroom://` address asks for; null = not one of ours. `headroom://account/<id>` and `headroom://review/<id>` exist, without anything after. */
export function routeOfDeepLink(text: string): string | null {
  const parts = /^headroom:\/\/(account|review)\/([^/?#]{1,128})\/?$/.exec(text);
  const [, kind, id] = parts ?? [];
  return id !== undefined && idPattern.test(id) ? `/${kind === "review" ? "reviews" : "accounts"}/${id}` : null;
}

/** The first deep link among a second start's arguments. */
export function deepLinkIn(args: readonly string[]): string | null {
  return args.find((arg) => arg.startsWith("headroom:")) ?? null;
}
