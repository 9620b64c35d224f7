import { createContext, useContext } from "react";

/** A site pack that is on the screen. */
export interface OpenSitePack {
  readonly name: string;
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
  readonly makerName: string;
  readonly madeAtMs: number;
  readonly expiresAtMs: number;
  /** Records that this version does not understand. */
  readonly unknownRows: number;
}

/** Site packs as screens see them. */
export interface SitePacks {
  /** What is shown instead of a profile; null = the reader's own. Nothing can be edited then. */
  readonly open: OpenSitePack | null;
  /** Asks for a file and then for its passphrase. */
  choose(): void;
  /** Shows what would be packed of these accounts, and packs it. */
  pack(accountIds: readonly string[]): void;
  /** Forgets the open pack. */
  close(): void;
}

export const SitePacksContext = createContext<SitePacks | null>(null);

export function useSitePacks(): SitePacks {
  const packs = useContext(SitePacksContext);
  if (packs === null) throw new Error("SitePacksContext is missing");
  return packs;
}
