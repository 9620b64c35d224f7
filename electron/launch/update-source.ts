import { type UpdateSource, updateSource } from "../../shared/domain/update/update-source.ts";

/**
 * Where the packed application looks for updates and whose signature it takes, from HEADROOM_UPDATE_URL and HEADROOM_UPDATE_KEYS (one or two public keys,
 * as `headroom release keys` prints them, divided by commas); null = none is built in. Throws when they are not what they should be.
 */
export function updateSourceOf(env: Readonly<Record<string, string | undefined>>): UpdateSource | null {
  const url = env["HEADROOM_UPDATE_URL"] ?? "";
  const keys = env["HEADROOM_UPDATE_KEYS"] ?? "";
  if (url === "" && keys === "") return null;
  const read = updateSource.safeParse({ url, keys: keys.split(",").map((key) => key.trim()) });
  if (!read.success) throw new Error("HEADROOM_UPDATE_URL must be an https address and HEADROOM_UPDATE_KEYS one or two public keys");
  return read.data;
}
