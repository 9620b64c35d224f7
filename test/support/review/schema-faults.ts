import validate from "@ooxml-tools/validate";

/** What Microsoft's Open XML SDK finds wrong with a file of Office, one line each: where, and what. */
export async function schemaFaults(bytes: Uint8Array): Promise<readonly string[]> {
  const found = await (validate as unknown as (input: Uint8Array, version: string) => Promise<readonly unknown[]>)(bytes, "Microsoft365");
  return found.map((fault) => JSON.stringify(fault));
}
