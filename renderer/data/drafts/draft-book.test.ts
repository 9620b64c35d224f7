import { describe, expect, it } from "vitest";
import type { Drafts } from "../../../shared/bridge/vault.ts";
import { DraftBook } from "./draft-book.ts";

/** A desktop with a vault, and pauses that end when the test says so. */
function desk() {
  const disk = { kept: {} as Drafts, takes: true, writes: 0 };
  const jobs: (() => void)[] = [];
  const book = new DraftBook({
    write: async (all) => {
      disk.writes += 1;
      if (disk.takes) disk.kept = all;
      return disk.takes;
    },
    later: (_ms, job) => {
      jobs.push(job);
      return () => jobs.splice(jobs.indexOf(job), 1);
    },
  });
  const pause = async (): Promise<void> => {
    for (const job of jobs.splice(0)) job();
    await book.flush();
  };
  return { disk, book, pause };
}

describe("drafts", () => {
  it("go to the desktop once in a pause of typing, and are gone there when they were saved", async () => {
    const { disk, book, pause } = desk();
    book.open({ "note acc_2": '"older"' });
    book.set("note acc_1", '"h"');
    book.set("note acc_1", '"ha"');
    expect(disk.writes).toBe(0);
    await pause();
    expect(disk).toEqual({ kept: { "note acc_2": '"older"', "note acc_1": '"ha"' }, takes: true, writes: 1 });
    expect(book.names("note ")).toEqual(["note acc_2", "note acc_1"]);
    book.set("note acc_1", null);
    await pause();
    expect(disk.kept).toEqual({ "note acc_2": '"older"' });
    book.set("note acc_1", null);
    await pause();
    expect(disk.writes).toBe(2);
  });

  it("leave the memory when the vault shuts, and come back with it", async () => {
    const { disk, book } = desk();
    book.open({});
    book.set("note acc_1", '"half a sentence"');
    await book.flush();
    book.shut();
    expect(book.get("note acc_1")).toBeNull();
    book.open(disk.kept);
    expect(book.get("note acc_1")).toBe('"half a sentence"');
  });

  it("wait in memory over a lock when the desktop did not have them yet, newer than what it has", async () => {
    const { disk, book, pause } = desk();
    book.open({ "note acc_1": '"old"', "note acc_2": '"sent meanwhile"' });
    disk.takes = false;
    book.set("note acc_1", '"old and new"');
    book.set("note acc_2", null);
    await pause();
    book.shut();
    await pause();
    disk.takes = true;
    book.open({ "note acc_1": '"old"', "note acc_2": '"sent meanwhile"' });
    expect([book.get("note acc_1"), book.get("note acc_2")]).toEqual(['"old and new"', null]);
    await pause();
    expect(disk.kept).toEqual({ "note acc_1": '"old and new"' });
  });

  it("typed while the desktop writes are written after it", async () => {
    const { disk, book, pause } = desk();
    book.open({});
    book.set("note acc_1", '"one"');
    const first = book.flush();
    book.set("note acc_1", '"one two"');
    await first;
    expect(disk.kept).toEqual({ "note acc_1": '"one"' });
    await pause();
    expect(disk.kept).toEqual({ "note acc_1": '"one two"' });
  });

  it("are gone from memory when the copy is wiped", async () => {
    const { disk, book, pause } = desk();
    book.open({ "note acc_1": '"old"' });
    disk.takes = false;
    book.set("note acc_2", '"new"');
    book.clear();
    await pause();
    expect(book.names("")).toEqual([]);
    book.open({});
    expect(book.names("")).toEqual([]);
  });
});
