import { type Random, seededRandom } from "../../shared/kernel/random.ts";
import { networkFaults } from "./network.ts";
import { edits, type Script, type Step } from "./script.ts";
import { storageFaults } from "./window-storage.ts";

const dayMs = 86_400_000;
const stepsInWalk = 56;

const meeting = ["name", "summary", "task", "task-due", "task-done", "task-gone", "contact-note", "contract-dates"] as const;

interface Weighted {
  readonly weight: number;
  readonly make: (walk: Walker) => readonly Step[];
}

/** What a seed is mostly about. Every theme has edits, passing time and imports beside it. */
const themes: Readonly<Record<string, readonly Weighted[]>> = {
  network: [
    {
      weight: 10,
      make: (walk) => [
        {
          do: "net",
          laptop: walk.laptop(),
          fault: walk.of(networkFaults),
          route: walk.of(["any", "pull", "push"]),
          count: 1 + walk.int(3),
        },
      ],
    },
    { weight: 4, make: (walk) => [{ do: walk.chance(0.5) ? "offline" : "online", laptop: walk.laptop() }] },
  ],
  storage: [
    { weight: 6, make: (walk) => [{ do: "disk", laptop: walk.laptop(), fault: walk.of(storageFaults), count: 1 }] },
    { weight: 3, make: (walk) => [{ do: "mirror-fails", laptop: walk.laptop(), count: 1 + walk.int(3) }] },
    { weight: 2, make: (walk) => [{ do: "corrupt-store", laptop: walk.laptop(), table: "pages" }] },
    { weight: 2, make: (walk) => [{ do: "empty-store", laptop: walk.laptop() }] },
    // What was not sent yet is lost from the store.
    { weight: 3, make: (walk) => unsent(walk.laptop(), walk, (laptop) => ({ do: "empty-store", laptop })) },
  ],
  kills: [
    { weight: 8, make: (walk) => [{ do: "kill-at", ...walk.window(), boundary: 1 + walk.int(30) }] },
    { weight: 8, make: (walk) => [{ do: "start", ...walk.window() }] },
    { weight: 3, make: (walk) => [{ do: "kill-backend", when: walk.of(["before-commit", "after-commit"]), after: 1 + walk.int(2) }] },
  ],
  backend: [
    { weight: 6, make: (walk) => [{ do: "kill-backend", when: walk.of(["before-commit", "after-commit"]), after: 1 + walk.int(2) }] },
    { weight: 2, make: () => [{ do: "backup" }] },
    { weight: 2, make: () => [{ do: "restore", newEpoch: true }] },
    { weight: 2, make: () => [{ do: "compact" }] },
    // What was done since the backup is gone.
    {
      weight: 2,
      make: (walk) => [
        { do: "backup" },
        { do: "edit", ...walk.window(), what: walk.of(meeting), account: "acc1", pick: walk.share() },
        { do: "pass", ms: 5_000 },
        { do: "restore", newEpoch: true },
      ],
    },
    { weight: 3, make: (walk) => [{ do: "race", laptop: walk.laptop(), pick: walk.share() }] },
  ],
  windows: [
    { weight: 6, make: (walk) => [{ do: "start", laptop: walk.laptop(), window: walk.int(3) }] },
    { weight: 4, make: (walk) => [{ do: "freeze", ...walk.window() }] },
    { weight: 4, make: (walk) => [{ do: "thaw", ...walk.window() }] },
    { weight: 3, make: (walk) => [{ do: "kill", ...walk.window() }] },
    { weight: 3, make: (walk) => zombie(walk.laptop(), walk) },
  ],
  people: [
    {
      weight: 2,
      make: (walk) =>
        unsent(0, walk, (laptop) => ({ do: "sign-in", laptop, user: walk.of(["lead", "csm1", "csm2"]), sameProfile: walk.sameProfile })),
    },
    { weight: 2, make: (walk) => refused(walk) },
    { weight: 4, make: (walk) => [{ do: "sign-in", laptop: 0, user: walk.of(["lead", "csm1", "csm2"]), sameProfile: walk.sameProfile }] },
    { weight: 3, make: (walk) => [{ do: "revoke", user: walk.user() }] },
    { weight: 3, make: (walk) => [{ do: "renew", user: walk.user() }] },
    { weight: 4, make: (walk) => [{ do: "reassign", account: walk.account(), to: walk.of(["csm1", "csm2"]) }] },
    { weight: 3, make: (walk) => [{ do: "clock", laptop: walk.laptop(), byMs: walk.of([-365, -1, 1, 365]) * dayMs }] },
  ],
  desktop: [
    { weight: 4, make: (walk) => [{ do: "lost-pokes", laptop: walk.laptop(), count: 1 + walk.int(3) }] },
    { weight: 3, make: (walk) => [{ do: "rotate-keys", ...walk.window() }] },
    { weight: 3, make: (walk) => [{ do: "start", ...walk.window() }] },
    { weight: 2, make: (walk) => [{ do: "kill", ...walk.window() }] },
    { weight: 2, make: (walk) => [{ do: "newer-kind", account: walk.account() }] },
    { weight: 1, make: (walk) => [{ do: "wipe", laptop: walk.laptop() }] },
    { weight: 2, make: (walk) => unsent(walk.laptop(), walk, (laptop) => ({ do: "first-version", laptop, blocked: walk.chance(0.5) })) },
    {
      weight: 1,
      make: (walk) => [
        { do: "many-tasks", account: walk.account(), count: walk.chance(0.8) ? 60 : 105 },
        { do: "pass", ms: 40_000 },
        { do: "edit", ...walk.window(), what: "many-gone", pick: 0 },
        { do: "pass", ms: 40_000 },
      ],
    },
    { weight: 3, make: (walk) => [{ do: "decide-removals", ...walk.window(), how: walk.chance(0.7) ? "accept" : "later" }] },
    {
      weight: 3,
      make: (walk) => {
        const at = walk.window();
        const what = (name: "task" | "task-gone" | "undo-gone"): Step => ({ do: "edit", ...at, what: name, account: "acc1", pick: 0 });
        return [what("task"), what("task-gone"), { do: "pass", ms: walk.int(5_000) }, what("undo-gone")];
      },
    },
  ],
};

/** An edit that cannot be sent, and what happens to it then. */
function unsent(laptop: number, walk: Walker, then: (laptop: number) => Step): readonly Step[] {
  return [
    { do: "offline", laptop },
    { do: "edit", laptop, window: 0, what: walk.of(["name", "note", "new-task"]), pick: walk.share() },
    then(laptop),
    { do: "pass", ms: 1_000 },
    { do: "online", laptop },
  ];
}

/** The account goes before its edit is sent, so that it needs attention, and somebody else signs in over that. */
function refused(walk: Walker): readonly Step[] {
  const account = walk.account();
  return [
    { do: "offline", laptop: 0 },
    { do: "edit", laptop: 0, window: 0, what: walk.of(["name", "note", "new-task"]), account, pick: walk.share() },
    { do: "reassign", account, to: walk.of(["csm1", "csm2"]) },
    { do: "online", laptop: 0 },
    { do: "pass", ms: 40_000 },
    { do: "sign-in", laptop: 0, user: walk.of(["lead", "csm1", "csm2"]), sameProfile: walk.sameProfile },
  ];
}

/** A window that leads asks, is answered, and sleeps before it hears of it; it wakes when another leads. */
function zombie(laptop: number, walk: Walker): readonly Step[] {
  const name = (at: { laptop: number; window: number }): Step => ({ do: "edit", ...at, what: "name", account: "acc1", pick: 0 });
  return [
    { do: "start", laptop, window: 0 },
    { do: "start", laptop, window: 1 },
    { do: "pass", ms: 1_000 },
    name(walk.window()),
    { do: "pass", ms: 2_000 },
    { do: "net", laptop, fault: "slow", route: "pull", count: 1 },
    { do: "sync", laptop, window: 0 },
    { do: "pass", ms: 2_000 },
    { do: "freeze", laptop, window: 0 },
    name({ laptop, window: 1 }),
    { do: "pass", ms: 60_000 + walk.int(60_000) },
    { do: "thaw", laptop, window: 0 },
    { do: "pass", ms: 5_000 },
  ];
}

const common: readonly Weighted[] = [
  { weight: 30, make: (walk) => [{ do: "edit", ...walk.window(), what: walk.of(edits), pick: walk.share() }] },
  // Everybody works at one account: edits meet.
  {
    weight: 15,
    make: (walk) => [{ do: "edit", ...walk.window(), what: walk.of(meeting), account: "acc1", pick: walk.chance(0.5) ? 0 : 0.9 }],
  },
  { weight: 3, make: (walk) => [{ do: walk.chance(0.5) ? "offline" : "online", laptop: walk.laptop() }] },
  { weight: 3, make: (walk) => [{ do: "net", laptop: walk.laptop(), fault: walk.of(networkFaults), route: "any", count: 1 }] },
  { weight: 3, make: (walk) => [{ do: "import", account: walk.account(), pick: walk.share() }] },
  { weight: 1, make: (walk) => [{ do: "newer-import", account: walk.account() }] },
  { weight: 3, make: (walk) => [{ do: "sync", ...walk.window() }] },
  { weight: 3, make: (walk) => [{ do: "start", ...walk.window() }] },
];

class Walker {
  readonly users: readonly string[];
  readonly sameProfile: boolean;
  readonly pokes: boolean;
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
    this.users = this.of([
      ["lead", "lead2", "csm1"],
      ["lead", "csm1", "csm2"],
      ["csm1", "csm2", "lead"],
      ["lead", "csm1", "stranger"],
      ["lead", "lead2"],
    ] as const);
    this.sameProfile = this.chance(0.5);
    this.pokes = this.chance(0.5);
  }

  share(): number {
    return Math.floor(this.#random() * 1_000) / 1_000;
  }

  chance(share: number): boolean {
    return this.#random() < share;
  }

  int(below: number): number {
    return Math.floor(this.#random() * below);
  }

  of<T>(items: readonly T[]): T {
    const item = items[this.int(items.length)];
    if (item === undefined) throw new Error("nothing to choose from");
    return item;
  }

  laptop(): number {
    return this.int(this.users.length);
  }

  window(): { readonly laptop: number; readonly window: number } {
    return { laptop: this.laptop(), window: this.chance(0.9) ? 0 : 1 };
  }

  user(): string {
    return this.of(this.users);
  }

  account(): string {
    return this.of(["acc1", "acc2", "acc3", "acc4"]);
  }
}

/** The script of a seed: data, so that what fails can be made shorter and run again. */
export function walk(seed: number): Script {
  const random = seededRandom(seed);
  const walker = new Walker(random);
  const names = Object.keys(themes);
  const theme = themes[names[seed % names.length] ?? ""] ?? [];
  const choices = [...common, ...theme];
  const total = choices.reduce((sum, { weight }) => sum + weight, 0);
  const steps: Step[] = [];
  for (let i = 0; i < stepsInWalk; i += 1) {
    let dice = random() * total;
    const chosen = choices.find(({ weight }) => (dice -= weight) < 0) ?? common[0];
    if (chosen !== undefined) steps.push(...chosen.make(walker));
    // Mostly a moment, now and then a minute.
    steps.push({ do: "pass", ms: Math.floor(random() ** 6 * 60_000) });
    if (i === Math.floor(stepsInWalk / 2)) steps.push({ do: "quiet" });
  }
  return { users: [...walker.users], processes: 1 + walker.int(2), pokes: walker.pokes, steps };
}
