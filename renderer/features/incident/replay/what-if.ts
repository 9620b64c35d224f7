import { type ClockKind, clockKinds } from "../../../../shared/domain/sla/clock-kinds.ts";
import type { Severity } from "../../../../shared/domain/incident/incident.ts";
import type { SlaPolicyDefinition } from "../../../../shared/domain/sla/sla-policy.ts";

/** Minutes as typed into a proposed contract, by severity and clock (`P0 workaround`); what is not in it stays, empty = not promised. */
export type ProposedTargets = Readonly<Record<string, string>>;

export function targetKey(severity: Severity, clock: ClockKind): string {
  return `${severity} ${clock}`;
}

/** Whether it is a number of minutes that a policy takes, or nothing. */
export function isTarget(typed: string): boolean {
  const minutes = Number(typed.trim());
  return typed.trim() === "" || (Number.isInteger(minutes) && minutes > 0 && minutes <= 525_600);
}

/** What stands in the field: what was typed, else what the policy says. */
export function shownTarget(definition: SlaPolicyDefinition, proposed: ProposedTargets, severity: Severity, clock: ClockKind): string {
  return proposed[targetKey(severity, clock)] ?? String(definition.targets[severity][clock]?.minutes ?? "");
}

/**
 * A policy with other targets for some severities. What cannot be read as minutes stays as it was; a clock that was not promised runs in the calendar of
 * that severity's first response, else in the policy's first.
 */
export function proposedDefinition(
  definition: SlaPolicyDefinition,
  proposed: ProposedTargets,
  severities: readonly Severity[],
): SlaPolicyDefinition {
  const targets = { ...definition.targets };
  for (const severity of severities) {
    const own = definition.targets[severity];
    const other = clockKinds.map((clock) => {
      const typed = proposed[targetKey(severity, clock)]?.trim();
      if (typed === undefined || !isTarget(typed)) return [clock, own[clock]] as const;
      const calendar = own[clock]?.calendar ?? own.first_response?.calendar ?? definition.calendars[0]?.key ?? "";
      return [clock, typed === "" ? null : { minutes: Number(typed), calendar }] as const;
    });
    targets[severity] = Object.fromEntries(other) as typeof own;
  }
  return { ...definition, targets };
}
