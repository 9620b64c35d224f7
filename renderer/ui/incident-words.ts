import type { EventChange } from "../../shared/domain/incident/event-changes.ts";
import type { Text } from "../../shared/i18n/catalogues.ts";

interface Holder {
  readonly holderGroup: string | null;
  readonly holderName: string | null;
}

/** Team and person: `R&D · Zhou Yu`; whoever of both is known. */
export function holderWords(t: Text<"incidents">, { holderGroup, holderName }: Holder): string {
  const known = [holderGroup, holderName].filter((part) => part !== null);
  return known.length === 0 ? t("holder.none") : known.join(" · ");
}

/** What an entry of the log changed, in words; `text` is what the entry itself says, which comes first. */
export function changeWords(
  t: Text<"incidents">,
  domain: Text<"domain">,
  event: { readonly severity: string; readonly state: Parameters<typeof stateKey>[0]; readonly text: string },
  changes: readonly EventChange[],
): string {
  const words = changes.map((change) => {
    switch (change.type) {
      case "opened":
        return t("change.opened", { severity: event.severity, state: domain(stateKey(event.state)) });
      case "state":
        return t(change.reopened ? "change.reopened" : "change.state", { state: domain(stateKey(change.to)) });
      case "holder": {
        const holder = { holderGroup: change.toGroup, holderName: change.toName };
        return change.toGroup === null && change.toName === null
          ? t("change.holder.none")
          : t("change.holder", { holder: holderWords(t, holder) });
      }
      case "severity":
        return t("change.severity", { from: change.from, to: change.to });
      case "customerUpdate":
        return t("change.customerUpdate");
    }
  });
  const said = event.text.trim();
  if (said !== "") return [said, ...words.filter((word) => !said.includes(word))].join(" · ");
  return words.length === 0 ? t("change.none") : words.join(" · ");
}

type StateName = "new" | "active" | "awaiting_customer" | "awaiting_vendor" | "awaiting_problem" | "resolved" | "closed";

function stateKey<S extends StateName>(state: S): `incidentState.${S}` {
  return `incidentState.${state}`;
}
