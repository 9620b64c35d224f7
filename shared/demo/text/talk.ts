import type { Contact } from "../../domain/contact/contact.ts";
import type { Scenario } from "../../domain/account/account.ts";

/**
 * One subject that a CSM writes about: what was said, what the facts were, what comes next; any three fit together.
 * Slots: {contact} {region} {carrier} {pcu} {capacity} {room} {pct} {pct2} {rate} {sdk} {old} {event} {more} {incident} {hour} {weekday} {n} {k} {minutes} {os} {trend} {outlook} {rhythm}.
 */
export interface Talk {
  /** What kind of talk it was; a sentence that begins with `call:` or `meeting:` says so itself. */
  readonly types: readonly ("note" | "call" | "meeting")[];
  /** Roles of the people one speaks to about it; absent = anybody. */
  readonly with?: readonly Contact["role"][];
  /** Only when there was an incident in the weeks before. */
  readonly afterIncident?: true;
  /** Scenarios it is about; absent = all. */
  readonly scenarios?: readonly Scenario[];
  readonly say: readonly string[];
  readonly fact: readonly string[];
  readonly next: readonly string[];
}
