/**
 * Deletes the local database of a profile. Resolves when it is gone: a worker that has just ended may hold it a moment longer. The window does
 * it, without the library: no worker may run at that time.
 */
export async function deleteLocalDatabase(profile: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.deleteDatabase(`headroom-${profile}`);
    request.addEventListener("success", () => resolve());
    request.addEventListener("error", () => reject(request.error ?? new Error("the local database could not be deleted")));
  });
}
