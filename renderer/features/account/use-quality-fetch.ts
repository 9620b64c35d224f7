import { useEffect, useState } from "react";
import { useDataClient } from "../../data/data-client-provider.tsx";

/** `asking` until the backend has answered or there is no network; then whatever is here is all there is. */
export type QualityFetch = "asking" | "done";

/** Brings the quality metrics of an account that has none on this laptop, once for each time its page is opened. */
export function useQualityFetch(accountId: string): QualityFetch {
  const client = useDataClient();
  const [asked, setAsked] = useState<{ readonly accountId: string; readonly state: QualityFetch }>({ accountId, state: "asking" });
  useEffect(() => {
    let gone = false;
    const fetch = async (): Promise<void> => {
      try {
        await client.fetchQuality(accountId);
      } finally {
        if (!gone) setAsked({ accountId, state: "done" });
      }
    };
    void fetch();
    return () => {
      gone = true;
    };
  }, [client, accountId]);
  return asked.accountId === accountId ? asked.state : "asking";
}
