import { assertNever } from "../../shared/kernel/assert-never.ts";
import type { PolicyFault } from "../../shared/domain/sla/policy-fault.ts";

const weekdays = ["", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** What is wrong with a policy, in a sentence for whoever edits the file. */
export function policyFaultText({ path, code, params }: PolicyFault): string {
  const place = path.length === 0 ? "" : `${path.join(".")}: `;
  return `${place}${sentence(code, (name) => String(params[name] ?? ""))}`;
}

function sentence(code: PolicyFault["code"], of: (name: string) => string): string {
  switch (code) {
    case "not_json":
      return "here the file stops being JSON";
    case "doubled_key":
      return `the key ${of("key")} stands here twice`;
    case "unknown_key":
      return `there is no key ${of("key")} here`;
    case "missing":
      return "is missing";
    case "wrong_type":
      return `must be of the type ${of("expected")}`;
    case "wrong_value":
      return of("expected") === "" ? "is not of the form that is expected here" : `must be one of: ${of("expected")}`;
    case "too_small":
      return `must be ${of("inclusive") === "0" ? "above" : "at least"} ${of("minimum")}`;
    case "too_big":
      return `must be at most ${of("maximum")}`;
    case "pauses_first_response":
      return "a first response is never paused";
    case "doubled_calendar":
      return `another calendar has the key ${of("key")}`;
    case "unknown_calendar":
      return `there is no calendar ${of("calendar")}`;
    case "unknown_zone":
      return `there is no time zone ${of("zone")}`;
    case "span_ends_before":
      return `ends at ${of("to")}, which is not after ${of("from")}; a span that passes midnight is written as two`;
    case "spans_overlap":
      return `overlaps the span ${of("with")} on ${weekdays[Number(of("day"))] ?? ""}`;
    case "doubled_day":
      return `${of("day")} stands here twice`;
    case "day_off_and_worked":
      return `${of("day")} is among the days off, too`;
    case "no_monday_hours":
      return "days worked have the hours of a Monday, and there are none";
    case "doubled_pause":
      return `another rule pauses in the state ${of("state")}`;
    case "ladder_order":
      return `${of("share")} stands behind ${of("before")} for ${of("clock")} at ${of("severity")}: rungs go up`;
    case "doubled_rung":
      return "the same rung stands before";
    case "rung_never_reached":
      return `nothing is promised of ${of("clock")} at these severities`;
    case "blank_phrase":
      return "says nothing once punctuation is left out";
    case "credit_not_promised":
      return `nothing is promised of ${of("clock")} at ${of("severity")}`;
    case "credits_beyond_fee":
      return `credits for ${of("clock")} at ${of("severity")} come to ${of("percent")} %, more than the fee`;
    default:
      return assertNever(code);
  }
}
