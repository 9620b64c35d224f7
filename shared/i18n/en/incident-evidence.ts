/** What the metrics say of an incident's hours. */
export const incidentEvidence = {
  "impact.title": "Impact",
  "impact.asOf": "as of {{time}}, {{age}} old",
  "impact.reach": "Reaches {{parts}}",
  "impact.noData": "— no data of these hours is on this laptop.",
  "impact.usual": "All as usual: no metric left its normal band ({{rows}} hours looked at).",
  "impact.worst": "{{metric}}, at worst",
  "impact.normal": "normal at that hour",
  "impact.users": "users who met it",
  "impact.hours#one": "{{count, number}} hour beyond the band, {{minutes}} min of the incident; {{rows}} hours looked at",
  "impact.hours#other": "{{count, number}} hours beyond the band, {{minutes}} min of the incident; {{rows}} hours looked at",
  "impact.open": "Quality of this slice",
  "parts.what": "{{metric}} by platform and SDK in these hours, n = {{n}} sessions",
  "parts.sessions": "n = {{n}} sessions",
} as const;
