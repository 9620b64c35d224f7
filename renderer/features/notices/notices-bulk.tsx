import type { ReactNode } from "react";
import { changeNotice } from "../../data/notices/notice-edits.ts";
import type { NoticeRow } from "../../data/queries/notice-list.ts";
import { BulkBar } from "../../ui/bulk-bar.tsx";
import { Button } from "../../ui/button.tsx";
import { useKeys } from "../../ui/keys.ts";
import { useText } from "../../ui/text.ts";
import { useNoticesStore } from "./notices-store.ts";
import { useNoticeEdit } from "./use-notice-edit.ts";

/** Closes the selected notices, or opens them again when all of them are closed, in one step that can be undone. */
export function NoticesBulk({ rows, mayWrite }: { readonly rows: readonly NoticeRow[]; readonly mayWrite: boolean }): ReactNode {
  const t = useText("notices");
  const common = useText("common");
  const edit = useNoticeEdit();
  const selected = useNoticesStore((state) => state.selected);
  const { select } = useNoticesStore.getState();
  const chosen = rows.filter(({ notice }) => selected.has(notice.id));
  const closing = chosen.some(({ notice }) => notice.state === "open");
  const changing = chosen.filter(({ notice }) => notice.state === (closing ? "open" : "closed"));
  const clear = (): void => select(new Set());
  const run = (): void => {
    if (!mayWrite || changing.length === 0) return;
    const made = changing.map(({ notice }) => changeNotice(notice, { state: closing ? "closed" : "open" }));
    const edits = { edits: made.flatMap((one) => one.edits), inverses: made.flatMap((one) => one.inverses) };
    void edit(edits, t(closing ? "bulk.closed" : "bulk.opened", { count: changing.length }));
    clear();
  };
  const label = t(closing ? "bulk.close" : "bulk.open", { count: changing.length });
  useKeys(
    chosen.length === 0
      ? []
      : [
          { keys: "b", label, group: "list", run },
          { keys: "Escape", label: common("action.clear"), group: "list", run: clear },
        ],
  );
  if (chosen.length === 0) return null;
  return (
    <BulkBar label={t("bulk")} summary={t("bulk.selected", { count: chosen.length })}>
      <Button variant="solid" keyHint="b" disabled={!mayWrite || changing.length === 0} onClick={run}>
        {label}
      </Button>
      <Button variant="ghost" keyHint="Escape" onClick={clear}>
        {common("action.clear")}
      </Button>
    </BulkBar>
  );
}
