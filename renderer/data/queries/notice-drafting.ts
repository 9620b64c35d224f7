import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { type Exposure, exposureOf } from "../../../shared/domain/notice/exposure.ts";
import { defineQuery } from "../query.ts";

/** What messages about a notice are written from. */
export interface NoticeDrafting {
  readonly notice: RecordOf<"notice">;
  readonly templates: readonly RecordOf<"outreachTemplate">[];
  readonly accounts: readonly {
    readonly account: RecordOf<"account">;
    readonly exposure: Exposure;
    readonly contacts: readonly RecordOf<"contact">[];
    /** Messages about it so far, given up ones included: the next one is named after their number. */
    readonly messages: number;
  }[];
}

/** Everything for the messages to the given accounts. null = the notice is not here. */
export const noticeDrafting = defineQuery<{ readonly noticeId: string; readonly accountIds: readonly string[] }, NoticeDrafting | null>({
  dependsOn: ["notice", "account", "contact", "sdkUse", "outreach", "outreachTemplate"],
  run: (store, { noticeId, accountIds }, nowMs) => {
    const notice = store.get("notice", noticeId);
    if (notice === undefined) return null;
    return {
      notice,
      templates: store.all("outreachTemplate"),
      accounts: accountIds.flatMap((id) => {
        const account = store.get("account", id);
        if (account === undefined) return [];
        return [
          {
            account,
            exposure: exposureOf(notice, account, store.ofAccount("sdkUse", id), nowMs),
            contacts: store.ofAccount("contact", id),
            messages: store.ofAccount("outreach", id).filter((one) => one.noticeId === noticeId).length,
          },
        ];
      }),
    };
  },
});
