import { type BackendStore, openBackendStore, storeTarget } from "../storage/open-backend-store.ts";

/** Opens the store that the options and the environment name, and closes it whatever comes. */
export async function withStore(data: string | undefined, work: (store: BackendStore) => Promise<void>): Promise<void> {
  const store = await openBackendStore(storeTarget(data, process.env));
  try {
    await work(store);
  } finally {
    await store.close();
  }
}
