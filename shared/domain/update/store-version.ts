/** Version of the window's local database that this release writes and reads: the last of renderer/data/migrations.ts, as a test holds. */
export const storeVersion = 4;
