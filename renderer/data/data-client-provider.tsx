import { createContext, type ReactElement, type ReactNode, use } from "react";
import type { DataClient } from "./data-client.ts";

const DataClientContext = createContext<DataClient | null>(null);

/** Gives the screens below it their data. One client for the whole window. */
export function DataClientProvider({ client, children }: { readonly client: DataClient; readonly children: ReactNode }): ReactElement {
  return <DataClientContext value={client}>{children}</DataClientContext>;
}

/** The window's data client. Throws outside a DataClientProvider. */
export function useDataClient(): DataClient {
  const client = use(DataClientContext);
  if (client === null) throw new Error("no DataClientProvider above this component");
  return client;
}
