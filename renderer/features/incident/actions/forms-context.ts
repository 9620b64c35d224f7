import { createContext, useContext } from "react";

/** Opens the form of an update with words in it; null where nothing can be written. */
export const AskCustomerContext = createContext<((words: string) => void) | null>(null);

export function useAskCustomer(): ((words: string) => void) | null {
  return useContext(AskCustomerContext);
}
