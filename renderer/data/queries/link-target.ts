import type { IncidentLink } from "../../../shared/domain/incident/incident.ts";
import { defineQuery } from "../query.ts";

/** A page on the web: nothing else is opened, and no name or password travels in its address. */
const pageAddress = /^https:\/\/[^\s/@\\?#]+(?:[/?#]\S*)?$/i;

/** What a person means who types an incident's number, an article's key or an address; null = nothing here. */
export const linkTarget = defineQuery<{ readonly typed: string }, Pick<IncidentLink, "type" | "ref"> | null>({
  dependsOn: ["incident", "article"],
  run: (store, { typed }) => {
    const text = typed.trim();
    if (pageAddress.test(text)) return { type: "url", ref: text };
    const number = text.toLowerCase();
    const incident = store.all("incident").find((one) => one.number.toLowerCase() === number);
    if (incident !== undefined) return { type: "incident", ref: incident.id };
    const article = store.all("article").find((one) => one.key.toLowerCase() === number);
    return article === undefined ? null : { type: "article", ref: article.key };
  },
});
