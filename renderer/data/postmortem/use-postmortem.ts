import { useEffect, useMemo, useState } from "react";
import { languageOf } from "../../../shared/i18n/catalogue.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import type { BoundValue } from "../../../shared/domain/outreach/bound-value.ts";
import type { PostmortemDraft } from "../../../shared/domain/postmortem/draft-postmortem.ts";
import type { MeasuredImpact } from "../../../shared/domain/postmortem/measure-impact.ts";
import { internalNames } from "../../../shared/domain/postmortem/people-roles.ts";
import { type PostmortemFault, postmortemFaults } from "../../../shared/domain/postmortem/postmortem-faults.ts";
import { postmortemFacts } from "../../../shared/domain/postmortem/postmortem-facts.ts";
import { useDataClient } from "../data-client-provider.tsx";
import { useQuery, useSyncStatus } from "../hooks.ts";
import type { PostmortemWork } from "../queries/postmortem-work.ts";
import { usePostmortemPen } from "./use-postmortem-pen.ts";

/** A postmortem as its screen shows it: the record, what it was and would be drafted from, its values and what is wrong with it. */
export interface PostmortemView {
  readonly work: PostmortemWork;
  readonly measured: MeasuredImpact | null;
  /** As the product would write it now, in the language of the record (or the customer's, while there is none). */
  readonly draft: PostmortemDraft;
  readonly draftIn: (locale: string) => PostmortemDraft;
  readonly bound: readonly BoundValue[];
  readonly faults: readonly PostmortemFault[];
}

/** undefined = still being read; null = there is no such incident here. */
export function usePostmortem(incidentId: string): PostmortemView | null | undefined {
  const args = useMemo(() => ({ incidentId }), [incidentId]);
  const { data: work, ready } = useQuery("postmortemWork", args);
  const { data: measured } = useQuery("postmortemImpact", args);
  const { user } = useSyncStatus();
  const client = useDataClient();
  const pen = usePostmortemPen();
  const [openedMs] = useState(() => Date.now());
  const accountId = work?.account.id ?? null;
  useEffect(() => {
    // Quality of accounts that are not one's own comes when it is asked for.
    if (accountId !== null) void client.fetchQuality(accountId);
  }, [client, accountId]);
  return useMemo(() => {
    if (work === null) return ready ? null : undefined;
    if (work === undefined || measured === undefined || pen === null) return undefined;
    const { incident, account, history, postmortem } = work;
    const colleagues = work.colleagues.map(({ name }) => name);
    const draftIn = (locale: string): PostmortemDraft =>
      pen.draftPostmortem({
        incident,
        account,
        history,
        impact: postmortem === null ? (measured?.impact ?? null) : postmortem.impact,
        colleagues,
        locale,
        authorId: user?.id ?? "",
        nowMs: openedMs,
      });
    const draft = draftIn(postmortem?.locale ?? account.locale);
    const { bound } = postmortemFacts({
      language: languageOf(draft.postmortem.locale),
      account,
      incident,
      history,
      impact: draft.postmortem.impact,
    });
    const faults =
      postmortem === null
        ? []
        : postmortemFaults(postmortem, {
            tasks: work.tasks,
            bound,
            original: draft.postmortem,
            otherCustomers: work.otherCustomers,
            internal: internalNames(history?.events ?? [], colleagues),
          });
    return { work, measured, draft, draftIn, bound, faults };
  }, [work, measured, pen, ready, user, openedMs]);
}

/** Whether its text may still be changed. */
export function isWritable(postmortem: RecordOf<"postmortem">): boolean {
  return postmortem.state === "draft" || postmortem.state === "review";
}
