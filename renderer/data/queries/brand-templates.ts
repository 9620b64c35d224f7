import { defineQuery } from "../query.ts";
import type { TemplateFacts } from "./review-work.ts";

export interface BrandTemplateLine {
  readonly template: TemplateFacts;
  /** null = for every customer, or for one who is not in this book any more. */
  readonly accountName: string | null;
  readonly authorName: string | null;
}

export interface BrandTemplates {
  /** Without their files, newest first. */
  readonly lines: readonly BrandTemplateLine[];
  /** What holds for every customer is a lead's to set. */
  readonly mayShare: boolean;
}

/** Brand templates of the company and of its customers, with who brought them. */
export const brandTemplates = defineQuery<undefined, BrandTemplates>({
  dependsOn: ["brandTemplate", "account", "user"],
  run: (store) => {
    const lines: BrandTemplateLine[] = [];
    store.scan("brandTemplate", ["id", "accountId", "name", "at", "authorId", "fonts", "colours"], (values) => {
      const [id, accountId, name, at, authorId, fonts, colours] = values;
      const template = { id, accountId, name, at, authorId, fonts, colours } as unknown as TemplateFacts;
      lines.push({
        template,
        accountName: template.accountId === null ? null : (store.get("account", template.accountId)?.name ?? null),
        authorName: store.get("user", template.authorId)?.name ?? null,
      });
    });
    const userId = store.userId();
    const role = userId === undefined ? undefined : store.get("user", userId)?.role;
    return {
      lines: lines.toSorted((a, b) =>
        a.template.at < b.template.at ? 1 : a.template.at > b.template.at ? -1 : a.template.id < b.template.id ? -1 : 1,
      ),
      mayShare: role === "lead" || role === "admin",
    };
  },
});
