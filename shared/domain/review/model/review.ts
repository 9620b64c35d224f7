import { z } from "zod";
import { day, id, instant, line, locale, text } from "../../common.ts";
import { reviewKinds } from "./review-sections.ts";
import { periodId } from "./review-snapshot.ts";

/** `draft` being worked on · `ready` nothing is left to do · `presented` the customer has seen it. */
export const reviewStates = ["draft", "ready", "presented"] as const;

/** A standard section, or `free-` and a name of its own. */
export const sectionId = z.string().regex(/^(?:[a-z][a-z_]{0,40}|free-[a-z0-9]{1,40})$/);

/** Whose eyes a section is for: what is `internal` leaves the laptop in no export for the customer. */
export const audiences = ["customer", "internal"] as const;
export type Audience = (typeof audiences)[number];

/** A review of one account and period: there is one of each kind. Its numbers come from its snapshot, its words from the composer and from its sections. */
export const review = z.object({
  id,
  accountId: id,
  kind: z.enum(reviewKinds),
  period: periodId,
  state: z.enum(reviewStates),
  ownerId: id,
  createdAt: instant,
  /** `S-…` of the snapshot that is in use. */
  snapshotId: z.string().regex(/^S-[0-9A-F]{8}$/),
  /** Language that it is presented in first; both can be made. */
  locale,
  /** Every section, standard and free, in order; a standard one that is missing here stands where it stands by itself. */
  order: z.array(sectionId).max(60),
  hidden: z.array(sectionId).max(60),
  /** The day of the meeting. */
  heldOn: day.nullable(),
  /** Look: id of a brand template; null = the product's own. */
  templateId: id.nullable(),
});
export type Review = z.infer<typeof review>;

export function reviewId(accountId: string, kind: Review["kind"], period: string): string {
  return `${kind === "quarterly" ? "rev" : "let"}_${accountId.replace(/^acc_/, "")}_${period.toLowerCase()}`;
}

/**
 * What people changed of a section; null = as composed. Texts are narrative (narrative.ts): plain text with `**bold**`, `_italic_`, `- ` items and
 * `{{key}}` for bound values. A free section has only these.
 */
export const reviewSection = z.object({
  id,
  accountId: id,
  reviewId: id,
  section: sectionId,
  audience: z.enum(audiences),
  titleZh: z.string().max(2000).nullable(),
  titleEn: z.string().max(2000).nullable(),
  bodyZh: text.nullable(),
  bodyEn: text.nullable(),
  notesZh: text.nullable(),
  notesEn: text.nullable(),
  /** Ids of findings (check-narrative.ts) that somebody has seen and lets stand. */
  acknowledged: z.array(z.string().min(1).max(80)).max(200),
});
export type ReviewSection = z.infer<typeof reviewSection>;

export function reviewSectionId(reviewId: string, section: string): string {
  return `${reviewId.replace(/^(rev|let)_/, "rsc_$1_")}_${section}`;
}

/** Said among colleagues about a section; never exported. */
export const reviewComment = z.object({
  id,
  accountId: id,
  reviewId: id,
  section: sectionId,
  authorId: id,
  at: instant,
  text: z.string().min(1).max(4000),
  /** The comment that it answers. */
  replyTo: id.nullable(),
  /** The comment that is settled by it. */
  settles: id.nullable(),
});
export type ReviewComment = z.infer<typeof reviewComment>;

/** A state of a review that can be gone back to, made by hand, at a refresh and at every export. */
export const reviewVersion = z.object({
  id,
  accountId: id,
  reviewId: id,
  number: z.number().int().positive(),
  at: instant,
  authorId: id,
  label: line.nullable(),
  snapshotId: z.string().regex(/^S-[0-9A-F]{8}$/),
  order: z.array(sectionId).max(60),
  hidden: z.array(sectionId).max(60),
  sections: z.array(reviewSection.omit({ id: true, accountId: true, reviewId: true })).max(60),
  /** What was written out of it. */
  exports: z
    .array(
      z.object({
        format: z.enum(["pptx", "pdf", "docx", "xlsx", "html"]),
        locale,
        audience: z.enum(audiences),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .max(10),
});
export type ReviewVersion = z.infer<typeof reviewVersion>;

/**
 * A company's (or, with an account, a customer's) own look, read from its PPTX: theme, masters, layouts and logo, without its slides. `packed` is the
 * base64 of a PPTX that holds these alone.
 */
export const brandTemplate = z.object({
  id,
  /** null = for every customer. */
  accountId: id.nullable(),
  name: line,
  at: instant,
  authorId: id,
  fonts: z.object({ latin: z.string().max(120), eastAsian: z.string().max(120).nullable() }),
  /** Hex without `#`: text, background, accents. */
  colours: z.array(z.string().regex(/^[0-9A-F]{6}$/)).max(12),
  packed: z.string().min(1).max(2_000_000),
});
export type BrandTemplate = z.infer<typeof brandTemplate>;
