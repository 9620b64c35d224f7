import { createContext, useContext } from "react";
import type { DraftBook } from "./draft-book.ts";

export const DraftsContext = createContext<DraftBook | null>(null);

export function useDrafts(): DraftBook {
  const drafts = useContext(DraftsContext);
  if (drafts === null) throw new Error("DraftsContext is missing");
  return drafts;
}
