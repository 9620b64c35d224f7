import sqlite3InitModule from "@sqlite.org/sqlite-wasm";
import { allPages } from "./all-pages.ts";

/** Loads the book into SQLite on OPFS in one transaction, two indexes; answers the milliseconds it took. */
async function load(name: string): Promise<number> {
  const sqlite = await sqlite3InitModule();
  const pool = await sqlite.installOpfsSAHPoolVfs({ name });
  const started = performance.now();
  const db = new pool.OpfsSAHPoolDb("/book.db");
  db.exec("create table doc(kind text, id text, account_id text, rev integer, json text, primary key (kind, id)) without rowid");
  db.exec("begin");
  const insert = db.prepare("insert into doc values (?, ?, ?, ?, ?)");
  await allPages(async (kind, docs) => {
    for (const doc of docs) {
      insert.bind([kind, String(doc["id"]), String(doc["accountId"] ?? ""), Number(doc["rev"] ?? 0), JSON.stringify(doc)]).stepReset();
    }
  });
  insert.finalize();
  db.exec("create index by_account on doc(account_id, kind)");
  db.exec("create index by_rev on doc(rev)");
  db.exec("commit");
  db.selectValue("select count(*) from doc where kind = 'account'");
  const ms = performance.now() - started;
  db.close();
  await pool.removeVfs();
  return ms;
}

self.addEventListener("message", (event: MessageEvent<string>) => {
  void load(event.data).then((ms) => self.postMessage(ms));
});
