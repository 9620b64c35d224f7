import { idPattern } from "../kernel/ids.ts";

/** Things that have an address of their own, and the path of the screen that shows them. */
const paths = {
  account: "/accounts/",
  incident: "/incidents/",
  peak: "/peaks/",
  outreach: "/outreach/",
  review: "/reviews/",
  notice: "/notices/",
  knowledge: "/knowledge/",
} as const;
export type DeepLinked = keyof typeof paths;

/** The address of a thing, for a message or a document: it opens in the reader's own console. */
export function deepLink(kind: DeepLinked, id: string): string {
  return `headroom://${kind}/${id}`;
}

/** The path that a `headroom://` address asks for; null = not one of ours. A kind and an id exist, without anything after. */
export function routeOfDeepLink(text: string): string | null {
  const [, kind, id] = /^headroom:\/\/([a-z]{1,12})\/([^/?#]{1,128})\/?$/.exec(text) ?? [];
  if (kind === undefined || id === undefined || !Object.hasOwn(paths, kind) || !idPattern.test(id)) return null;
  return `${paths[kind as DeepLinked]}${id}`;
}
