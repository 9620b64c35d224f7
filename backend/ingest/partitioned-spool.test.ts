import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, it } from "vitest";
import { PartitionedSpool } from "./partitioned-spool.ts";

async function grouped(inMemory: number): Promise<Readonly<Record<string, readonly { readonly n: number; readonly text: string }[]>>> {
  const spool = new PartitionedSpool<{ n: number; text: string }>(inMemory);
  try {
    for (let n = 0; n < 300; n += 1) await spool.add(`INC${n % 7}`, { n, text: "line\nbreak \u2028 and 社区" });
    const groups: Record<string, readonly { n: number; text: string }[]> = {};
    for await (const [key, rows] of spool.groups()) {
      expect(groups[key]).toBeUndefined();
      groups[key] = rows;
    }
    return groups;
  } finally {
    await spool.close();
  }
}

describe("PartitionedSpool", () => {
  it("gives the same groups from memory and from files, in the order of adding, and leaves no file behind", async () => {
    const leftBefore = readdirSync(tmpdir()).filter((name) => name.startsWith("headroom-ingest-"));
    const inMemory = await grouped(1000);
    expect(await grouped(11)).toEqual(inMemory);
    expect(Object.keys(inMemory)).toHaveLength(7);
    expect(inMemory["INC3"]?.slice(0, 2).map(({ n }) => n)).toEqual([3, 10]);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith("headroom-ingest-"))).toEqual(leftBefore);
  });
});
