/**
 * Deletes the local database of a profile, with every store of it that was kept aside. Resolves when all are gone: a worker that has just ended
 * may hold one a moment longer. The window does it, without the library: no worker may run at that time.
 */
export async function deleteLocalDatabase(profile: string): Promise<void> {
  const first = `headroom-${profile}`;
  const known = await indexedDB.databases().catch(() => []);
  const aside = known.flatMap(({ name }) => (name?.startsWith(`${first}.`) === true ? [name] : []));
  for (const name of [first, ...aside]) await deleteStore(name);
}

function deleteStore(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.addEventListener("success", () => resolve());
    request.addEventListener("error", () => reject(request.error ?? new Error("the local database could not be deleted")));
  });
}
