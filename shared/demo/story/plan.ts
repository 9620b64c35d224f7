import type { Capacity } from "../../domain/account/capacity.ts";
import type { CapacityRequest } from "../../domain/capacity-request/capacity-request.ts";
import type { NoticeStep } from "../../domain/notice/notice-step.ts";
import type { Contact } from "../../domain/contact/contact.ts";
import type { ArticleUse } from "../../domain/knowledge/article-use.ts";
import type { Contract } from "../../domain/contract/contract.ts";
import type { Outreach } from "../../domain/outreach/outreach.ts";
import type { SdkUse } from "../../domain/sdk/sdk-use.ts";
import type { SurveyAnswer } from "../../domain/survey/survey-answer.ts";
import type { Task } from "../../domain/task/task.ts";
import type { Cast } from "../company/cast.ts";
import { demoUserId } from "../company/users.ts";
import type { World } from "../world/world.ts";
import { articleUsesOf, roomForArticles } from "./articles.ts";
import { capacitiesOf, withEventCapacity, type Lending } from "./capacities.ts";
import { capacityRequestsOf } from "./capacity-requests.ts";
import { noticeStepsOf } from "./notices.ts";
import { contractsOf } from "./deals.ts";
import { tell, type ToldTrouble } from "./incident-log.ts";
import { occasionsOf, type Occasion } from "./occasions.ts";
import { outreachesOf } from "./outreaches.ts";
import { contactsOf } from "./people.ts";
import { sdkUsesOf } from "./sdk-uses.ts";
import { type ToldPostmortem, toldPostmortems } from "./postmortem-plan.ts";
import { recordsOfReview, type ToldReview, toldReview } from "./review-plan.ts";
import { plansOf, type ToldPlans } from "./plans.ts";
import { surveyAnswersOf } from "./surveys.ts";
import { tasksOf } from "./tasks.ts";
import { troublesOf } from "./troubles.ts";

/** Everything that happened to a customer and will happen, before it is written up in the timeline. Series and records are drawn from it. */
export interface Plan {
  readonly cast: Cast;
  readonly occasions: readonly Occasion[];
  readonly troubles: readonly ToldTrouble[];
  readonly capacities: readonly Capacity[];
  readonly lending: Lending;
  readonly contracts: readonly Contract[];
  readonly contacts: readonly Contact[];
  readonly outreaches: readonly Outreach[];
  readonly requests: readonly CapacityRequest[];
  readonly noticeSteps: readonly NoticeStep[];
  readonly tasks: readonly Task[];
  /** Playbooks that run, goals, and how the customer came to the demo user. */
  readonly plans: ToldPlans;
  readonly sdkUses: readonly SdkUse[];
  readonly surveys: readonly SurveyAnswer[];
  readonly articleUses: readonly ArticleUse[];
  /** Published ones, with what was promised. */
  readonly postmortems: readonly ToldPostmortem[];
  /** The review that was presented; null = none was. */
  readonly review: ToldReview | null;
  /** Records that are left for the timeline. */
  readonly timeline: number;
}

export function planOf(cast: Cast, world: World): Plan {
  const occasions = occasionsOf(cast, world);
  const base = capacitiesOf(cast, world);
  const contracts = contractsOf(cast, world.endMs);
  const contacts = contactsOf(cast);
  const outreaches = outreachesOf(cast, occasions, contacts, base, world);
  // The customer in crisis is the one whose next sale does not fit: nothing was lent for it yet.
  const lendable =
    cast.trait === "crisis" ? outreaches.filter((one) => one.peakAt !== null && Date.parse(one.peakAt) < world.endMs) : outreaches;
  const { capacities, lending } = withEventCapacity(base, cast.quota < 60 ? [] : lendable, occasions);
  const requests = capacityRequestsOf(cast, outreaches, base, capacities, world);
  const noticeSteps = noticeStepsOf(cast, world.endMs);
  const all = troublesOf(cast, world);
  const plans = plansOf(cast, { contracts, contacts, formerOwnerId: "usr_zhou_ning" }, world);
  const told = tasksOf(cast, cast.account.ownerId ?? demoUserId, occasions, all, contracts, world);
  // Where playbooks run, their steps stand in the place of those that were made before there were any.
  const tasks = plans.runs.length === 0 ? told : [...told.filter(({ playbook }) => playbook === null), ...plans.tasks];
  const planned = plans.runs.length + plans.goals.length + (plans.handover === null ? 0 : 1);
  const used = 1 + occasions.length + capacities.length + contracts.length + contacts.length + outreaches.length + tasks.length + planned;
  const uses = sdkUsesOf(cast, world.endMs);
  // A fifth of what a customer has is what people wrote: incidents may use what is left, the open and the latest ones first.
  let room = cast.quota - used - uses.length - Math.ceil(cast.quota * 0.22);
  const kept: ToldTrouble[] = [];
  for (const trouble of all.toReversed()) {
    const told = tell(trouble, cast, world.endMs);
    const cost = 1 + told.events.length;
    if (cost > room && trouble.resolvedMs !== null) continue;
    room -= cost;
    kept.push(told);
  }
  kept.reverse();
  const spent = kept.reduce((sum, one) => sum + 1 + one.events.length, 0);
  // Counts, answers and what was asked for take the place of talk.
  const articleUses = articleUsesOf(cast, kept, world.endMs);
  const postmortems = toldPostmortems(cast, kept, world);
  const promised = postmortems.reduce((sum, one) => sum + 1 + one.tasks.length, 0);
  const review = toldReview(cast, world);
  const asked = recordsOfReview(review) + requests.length + noticeSteps.length + articleUses.length + roomForArticles(cast) + promised;
  const left = Math.max(0, cast.quota - used - spent - asked);
  const sdkUses = uses.slice(0, left);
  const surveys = surveyAnswersOf(cast, contacts, kept, world).slice(0, left - sdkUses.length);
  return {
    cast,
    occasions,
    troubles: kept,
    capacities,
    lending,
    contracts,
    contacts,
    outreaches,
    requests,
    noticeSteps,
    tasks,
    plans,
    sdkUses,
    surveys,
    articleUses,
    postmortems,
    review,
    timeline: cast.quota - used - spent - asked - sdkUses.length - surveys.length,
  };
}
