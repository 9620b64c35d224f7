import { describe, expect, it } from "vitest";
import { article as articleSchema } from "../../../shared/domain/knowledge/article.ts";
import type { ArticleUse } from "../../../shared/domain/knowledge/article-use.ts";
import { standingOf } from "../../../shared/domain/knowledge/article-standing.ts";
import { lastWords } from "../../../shared/domain/knowledge/article-uses.ts";
import { type ArticleFields, linkArticle, ownVerdict, setArticleState, toggleVerdict, writeArticle, type Writer } from "./article-edits.ts";

let made = 0;
const writer: Writer = {
  userId: "usr_a",
  atMs: Date.UTC(2026, 10, 1),
  newId: (prefix) => {
    made += 1;
    return `${prefix}_${made}`;
  },
};
const fields: ArticleFields = {
  state: "published",
  zh: null,
  en: { title: "Echo", symptom: "", investigation: "", solution: "", cautions: "" },
  component: null,
  regions: [],
  carriers: [],
  platforms: [],
  sdkRange: "",
  tags: [],
  incidentIds: [],
  note: "",
};
type Edits = readonly { readonly id: string; readonly op: string; readonly fields?: unknown }[];
const recordsOf = (edits: Edits) => edits.map(({ id, fields: own }) => articleSchema.strict().parse({ id, ...(own as object) }));

describe("versions", () => {
  it("are written one after the other; undo says again what was in force", () => {
    const first = recordsOf(writeArticle("echo", null, fields, writer).edits);
    const standing = standingOf("echo", first);
    const second = writeArticle("echo", standing, { ...fields, note: "better" }, { ...writer, atMs: writer.atMs + 1000 });
    const after = standingOf("echo", [...first, ...recordsOf(second.edits)]);
    expect([after.inForce?.version, after.inForce?.note]).toEqual([2, "better"]);
    const undone = standingOf("echo", [...after.versions, ...recordsOf(second.inverses)]);
    expect([undone.inForce?.version, undone.inForce?.note, undone.versions.length]).toEqual([3, "", 3]);
  });

  it("of a new article are undone by retiring it", () => {
    const { edits, inverses } = writeArticle("echo", null, fields, writer);
    expect(standingOf("echo", recordsOf([...edits, ...inverses])).inForce?.state).toBe("retired");
  });

  it("take an article out of use and back, with what it says", () => {
    const standing = standingOf("echo", recordsOf(writeArticle("echo", null, fields, writer).edits));
    const retired = setArticleState(standing, "retired", "Retired", writer);
    const after = standingOf("echo", [...standing.versions, ...recordsOf(retired?.edits ?? [])]);
    expect(after.inForce).toMatchObject({ version: 2, state: "retired", note: "Retired", en: fields.en });
    expect(setArticleState({ ...standing, inForce: null }, "retired", "", writer)).toBeNull();
  });
});

describe("what is said of an article at an incident", () => {
  const incident = { id: "inc_1", accountId: "acc_1" };
  const usesOf = (edits: Edits): readonly ArticleUse[] => edits.map(({ id, fields: own }) => ({ id, ...(own as Omit<ArticleUse, "id">) }));

  it("is taken back by saying it again, and undone to what was said before", () => {
    const solved = toggleVerdict(incident, "echo", [], "solved", writer);
    const said = usesOf(solved.edit.edits);
    expect([solved.word, ownVerdict(said, "usr_a"), ownVerdict(said, "usr_b")]).toEqual(["solved", "solved", null]);
    const again = toggleVerdict(incident, "echo", said, "solved", { ...writer, atMs: writer.atMs + 10 });
    expect(again.word).toBe("withdrawn");
    expect(lastWords([...said, ...usesOf(again.edit.edits)])).toEqual([]);
    expect(lastWords([...said, ...usesOf(again.edit.edits), ...usesOf(again.edit.inverses)]).map(({ verdict }) => verdict)).toEqual([
      "solved",
    ]);
  });
});

it("links an article to an incident once, beside its other links", () => {
  const url = { type: "url", ref: "https://example.com", relation: "related" } as const;
  const link = { type: "article", ref: "echo", relation: "related" } as const;
  const incident = { id: "inc_1", links: [url, link] } as unknown as Parameters<typeof linkArticle>[0];
  const linksOf = (edits: Edits) => edits.map(({ fields: own }) => own);
  expect(linksOf(linkArticle(incident, "echo", true).edits)).toEqual([{ links: [url, link] }]);
  expect(linksOf(linkArticle(incident, "echo", false).edits)).toEqual([{ links: [url] }]);
  expect(linksOf(linkArticle(incident, "echo", false).inverses)).toEqual([{ links: [url, link] }]);
});
