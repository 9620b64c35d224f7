import { useCallback } from "react";
import type { Edit } from "../../data/data-client.ts";
import { useSyncStatus } from "../../data/hooks.ts";
import { newRecordId } from "../../data/new-record-id.ts";
import { useFormats } from "../../ui/formats.ts";
import { useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";
import type { ShownRow } from "../../ui/peaks/peak-columns.tsx";
import { useRecordEdit } from "./use-record-edit.ts";

/** Asks operations for capacity for a peak: one that is still only asked for is changed, else a request is made. It can be undone. */
export function useCapacityRequest(): (row: ShownRow, wantedPcu: number) => void {
  const t = useText("peaks");
  const formats = useFormats();
  const toast = useToast();
  const edit = useRecordEdit();
  const { user } = useSyncStatus();
  const userId = user?.id;
  return useCallback(
    ({ peak, contact, accountName }, wantedPcu) => {
      if (userId === undefined) {
        toast({ text: t("request.noUser"), tone: "error" });
        return;
      }
      const done = t("request.made", { pcu: formats.number(wantedPcu), name: accountName });
      if (contact.requestId !== null && contact.requestState === "asked") {
        const wanted = (pcu: number): Edit => ({
          op: "patch",
          kind: "capacityRequest",
          id: contact.requestId ?? "",
          fields: { wantedPcu: Math.round(pcu) },
        });
        void edit({ edits: [wanted(wantedPcu)], inverses: contact.requestedPcu === null ? [] : [wanted(contact.requestedPcu)] }, done);
        return;
      }
      const id = newRecordId("creq");
      const fields = {
        accountId: peak.accountId,
        region: peak.region,
        peakId: peak.peakId,
        peakAt: new Date(peak.atMs).toISOString(),
        currentPcu: peak.capacityPcu === null ? null : Math.round(peak.capacityPcu),
        wantedPcu: Math.round(wantedPcu),
        neededOn: peak.deadline.neededOn,
        state: "asked",
        askedAt: new Date().toISOString(),
        confirmedAt: null,
        provisionedAt: null,
        requestedById: userId,
        outreachId: contact.outreachId,
        note: "",
      };
      void edit(
        { edits: [{ op: "create", kind: "capacityRequest", id, fields }], inverses: [{ op: "delete", kind: "capacityRequest", id }] },
        done,
      );
    },
    [edit, toast, t, formats, userId],
  );
}
