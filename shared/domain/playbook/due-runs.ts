import { addDays } from "../calendar/day.ts";
import { type DueAnchor, dueAnchors, type PlaybookFacts } from "./due-anchors.ts";
import { isNear } from "./moved-anchor.ts";
import type { PlaybookInForce } from "./playbook.ts";
import { type PlaybookRun, playbookRunId } from "./playbook-run.ts";

export interface DueRun extends DueAnchor {
  readonly playbook: PlaybookInForce;
}

export interface KnownRun {
  readonly run: PlaybookRun;
  /** Somebody still works on it. */
  readonly open: boolean;
}

/** A forecast may move a peak that nobody has named by so much; it is then named anew, and is the same work. */
const samePeakDays = 3;

/**
 * The runs that rules ask for and that are not there yet: each once per account and anchor. A run that was stopped was decided about, and is not
 * started again. While one is worked on, its moved renewal, its renamed peak and a second fall of the score are the same work.
 */
export function dueRuns(playbooks: readonly PlaybookInForce[], facts: PlaybookFacts, runs: readonly KnownRun[]): readonly DueRun[] {
  const accountId = facts.account.id;
  return playbooks
    .filter(({ on }) => on)
    .flatMap((playbook) => {
      const own = runs.filter(({ run }) => run.accountId === accountId && run.playbookKey === playbook.key);
      const ids = new Set(own.map(({ run }) => run.id));
      const open = own.filter((one) => one.open).map(({ run }) => run);
      const due: DueRun[] = [];
      for (const { anchor, anchorDay } of dueAnchors(playbook.rule, facts)) {
        const id = playbookRunId({ accountId, playbookKey: playbook.key, anchor });
        const begun = [...open, ...due.map((one) => ({ anchor: one.anchor, anchorDay: one.anchorDay }))];
        if (ids.has(id) || begun.some((one) => isSameWork(one, { anchor, anchorDay }))) continue;
        ids.add(id);
        due.push({ playbook, anchor, anchorDay });
      }
      return due;
    });
}

function isSameWork(begun: DueAnchor, { anchor, anchorDay }: DueAnchor): boolean {
  if (begun.anchor.kind !== anchor.kind) return false;
  if (anchor.kind === "health") return true;
  if (anchor.kind === "contract") return begun.anchor.ref === anchor.ref && isNear(anchorDay, begun.anchorDay);
  return (
    anchor.kind === "peak" &&
    regionOf(begun.anchor.ref) === regionOf(anchor.ref) &&
    anchorDay >= addDays(begun.anchorDay, -samePeakDays) &&
    anchorDay <= addDays(begun.anchorDay, samePeakDays)
  );
}

/** `account:region` of a peak's name: see domain/peak/peak-identity.ts. */
function regionOf(peakId: string): string {
  return peakId.split(":", 2).join(":");
}
