import { useCallback } from "react";
import { briefWords } from "../../../shared/domain/handover/brief-words.ts";
import type { Edit } from "../data-client.ts";
import { useDataClient } from "../data-client-provider.tsx";
import { useSyncStatus } from "../hooks.ts";
import { newRecordId } from "../new-record-id.ts";
import type { EditOutcome } from "../undoable-edits.ts";
import { useUndoableEdit } from "../use-undoable-edit.ts";
import { giveAccount, join } from "./plan-edits.ts";

/** Gives accounts to a colleague, each with the brief as it stands now; those that are already his are left alone. Answers how many. */
export function useGiveAccounts(): (
  accountIds: readonly string[],
  to: { readonly id: string },
  note: string,
  /** What the timeline says of it. */
  entryText: string,
  report: (outcome: EditOutcome, count: number) => void,
  /** Other edits that go with it, before the accounts are given away, and what takes them back. */
  also?: { readonly edits: readonly Edit[]; readonly inverses: readonly Edit[] },
) => Promise<boolean> {
  const client = useDataClient();
  const editUndoable = useUndoableEdit();
  const { user } = useSyncStatus();
  return useCallback(
    async (accountIds, to, note, entryText, report, also) => {
      if (user === null) return false;
      const found = (await client.query("handoverFacts", { accountIds })).filter(({ ownerId }) => ownerId !== to.id);
      const at = new Date().toISOString();
      const given = join([
        ...(also === undefined ? [] : [also]),
        ...found.map(({ accountId, ownerId, facts, readBy }) =>
          giveAccount({
            account: { id: accountId, ownerId },
            brief: { id: newRecordId("hnd"), accountId, fromId: ownerId, toId: to.id, givenById: user.id, at, note, facts },
            titles: { zh: briefWords["zh-CN"].task(facts.account.name), en: briefWords.en.task(facts.account.name) },
            dueOn: readBy,
            entry: { id: newRecordId("note"), text: entryText },
          }),
        ),
      ]);
      return await editUndoable(given.edits, given.inverses, (outcome) => report(outcome, found.length));
    },
    [client, editUndoable, user],
  );
}
