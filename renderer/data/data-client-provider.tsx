import { createContext, type ReactElement, type ReactNode, use, useMemo } from "react";
import type { DataClient } from "./data-client.ts";
import { UndoableEdits } from "./undoable-edits.ts";

interface Provided {
  readonly client: DataClient;
  readonly undoable: UndoableEdits;
}

const DataClientContext = createContext<Provided | null>(null);

/** Gives the screens below it their data. One client for the whole window. */
export function DataClientProvider({ client, children }: { readonly client: DataClient; readonly children: ReactNode }): ReactElement {
  const provided = useMemo(
    () => ({
      client,
      undoable: new UndoableEdits({
        edit: (edits) => client.edit(edits),
        shown: (records) => client.query("shownRecords", { records }),
        nowMs: Date.now,
        place: () => location.hash.slice(1),
      }),
    }),
    [client],
  );
  return <DataClientContext value={provided}>{children}</DataClientContext>;
}

function useProvided(): Provided {
  const provided = use(DataClientContext);
  if (provided === null) throw new Error("no DataClientProvider above this component");
  return provided;
}

/** The window's data client. Throws outside a DataClientProvider. */
export function useDataClient(): DataClient {
  return useProvided().client;
}

/** The window's edits that can be undone. Throws outside a DataClientProvider. */
export function useUndoableEdits(): UndoableEdits {
  return useProvided().undoable;
}
