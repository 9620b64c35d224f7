import type { AttentionAnswer } from "../../renderer/data/attention-answer.ts";
import type { Edit } from "../../renderer/data/data-client.ts";
import { checkAcknowledgements, checkQuiet } from "./checks.ts";
import { accountRecords } from "./company.ts";
import { discarded, type EditName, makeEdit, type UserEdit } from "./make-edit.ts";
import { race } from "./race.ts";
import { firstVersion, manyTasks, newerKind, wipe } from "./rare-steps.ts";
import type { Step } from "./script.ts";
import type { SimLaptop } from "./sim-laptop.ts";
import type { SimWindow } from "./sim-window.ts";
import { tokensOf } from "./typed-values.ts";
import { must } from "./violation.ts";
import type { World } from "./world.ts";

const attentionAnswers: Readonly<Partial<Record<EditName, AttentionAnswer>>> = {
  "retry-attention": "retry",
  "discard-attention": "discard",
  "anyway-attention": "anyway",
  "bring-back-attention": "bring-back",
};

/** Somebody who signed in on a laptop, and whether over the store of whom he found there. */
interface Visitor {
  readonly laptop: SimLaptop;
  readonly user: string;
  readonly sameProfile: boolean;
}

/** Does the steps of a script in a world, one after the other. */
export class Steps {
  readonly #world: World;
  readonly #acknowledged = new Map<string, number>();
  #writesSeen = 0;
  #imports = 0;
  /** Whether what users who are signed out did not send may wait for them. */
  #unsentMayWait = true;
  /** Users who signed in on a laptop before the present one. */
  readonly #earlier: Visitor[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  async run(step: Step): Promise<void> {
    const world = this.#world;
    world.counts.steps += 1;
    world.trace(`— ${JSON.stringify(step)}`);
    if (step.do === "quiet") await this.quiet();
    else await this.#do(step);
    await world.time.pass(20);
    world.check();
    const { writes } = world.backend;
    if (writes === this.#writesSeen) return;
    this.#writesSeen = writes;
    await checkAcknowledgements(world, this.#acknowledged);
  }

  /** Everything heals; everybody who ever worked here comes back for what waits for him. */
  async finish(): Promise<void> {
    await this.quiet();
    for (const visitor of this.#earlier) await this.#comeBack(visitor);
    // Everybody has been back: from here on nothing unsent may wait for anybody.
    this.#unsentMayWait = false;
    if (this.#earlier.length > 0) await this.quiet();
    // What needs attention outlives the visits of all others.
    for (const visitor of this.#lastVisits()) {
      const kept = await visitor.laptop.kept();
      if (kept.some(({ userId, needsAttention }) => needsAttention && userId === visitor.user)) await this.#comeBack(visitor);
    }
  }

  /** Somebody who worked here signs in once more, until everything is quiet, and leaves the laptop to whom he found there. */
  async #comeBack({ laptop, user, sameProfile }: Visitor): Promise<void> {
    const before = laptop.user;
    laptop.signIn(user, sameProfile);
    await this.quiet();
    laptop.signIn(before, sameProfile);
  }

  /** Everybody who worked here and is not signed in, once. */
  #lastVisits(): readonly Visitor[] {
    const absent = this.#earlier.filter(({ laptop, user }) => laptop.user !== user);
    return absent.filter(({ laptop, user }, at) => absent.findLastIndex((other) => other.laptop === laptop && other.user === user) === at);
  }

  async quiet(): Promise<void> {
    const world = this.#world;
    world.backend.cancelKill();
    world.backend.renewAll();
    for (const laptop of world.laptops) {
      laptop.network.heal();
      laptop.disk.heal();
      for (const window of laptop.windows) {
        window.cancelKill();
        if (window.frozen) window.thaw();
      }
      laptop.start(0);
    }
    await this.#reopen();
    let sinceMs = 0;
    const settled = (): boolean =>
      world.laptops.every((laptop) => {
        const all = laptop.windows;
        // In the end the user looks at what is held, and agrees.
        for (const window of all)
          if (window.status?.leader === true && window.status.held !== null) this.#decideRemovals("accept", laptop, window);
        const leads = all.some(({ status, pulledAtMs }) => status?.leader === true && status.phase === "idle" && pulledAtMs >= sinceMs);
        // An answer that is held was not taken yet: agreeing to it brings it, a moment later.
        return leads && all.every(({ status }) => status !== null && status.pendingEdits === 0 && status.held === null);
      });
    // What the last one sent must reach the others: twice, because an answer to it may be an edit again. The first time nobody asks for it.
    for (let round = 0; round < 2; round += 1) {
      await world.time.pass(1_000);
      sinceMs = world.time.nowMs;
      if (round > 0) for (const laptop of world.laptops) for (const window of laptop.windows) window.syncNow();
      await world.time.pass(5_000);
      await world.until(settled, "everything sent and received");
    }
    await checkQuiet(world, this.#unsentMayWait);
    for (const laptop of world.laptops) {
      laptop.mayLose = false;
      laptop.storeLost = false;
      laptop.disk.mirrorFailed = false;
    }
  }

  /** A window whose database could not be opened says so for ever: its user opens it again. */
  async #reopen(): Promise<void> {
    for (const laptop of this.#world.laptops) {
      for (const [number, window] of laptop.windows.entries()) {
        await window.shown();
        if (!window.alive) laptop.start(number);
      }
    }
  }

  async #do(step: Exclude<Step, { do: "quiet" }>): Promise<void> {
    const world = this.#world;
    const { backend, time } = world;
    switch (step.do) {
      case "pass":
        return time.pass(step.ms);
      case "revoke":
        return backend.revoke(world.tenantOf(step.user), step.user);
      case "renew":
        return backend.renew(step.user);
      case "import":
        return this.#import(step.account, { country: ["CN", "SG", "AE", "BR"][Math.floor(step.pick * 4)] ?? "CN" });
      case "newer-import":
        this.#imports += 1;
        return this.#import(step.account, { futureField: `typed-import-${100 + this.#imports}` });
      case "new-account":
        await time.during(
          (await backend.imports(world.tenantId)).putRecords(accountRecords(step.id, step.owner, `typed-import-${step.id.length}`)),
        );
        return undefined;
      case "reassign":
        for (const laptop of world.laptops) laptop.forgetScreen();
        return this.#import(step.account, { ownerId: step.to });
      case "newer-kind":
        return newerKind(world, step.account);
      case "many-tasks":
        this.#imports += 1;
        return manyTasks(world, step.account, this.#imports, step.count);
      case "race":
        return race(world, step.laptop, step.pick);
      case "kill-backend":
        return backend.planKill(step.when, step.after);
      case "backup":
        return backend.backUp(world.tenantId);
      case "restore":
        if (!backend.hasBackup) return undefined;
        world.restored = true;
        this.#acknowledged.clear();
        for (const laptop of world.laptops) laptop.forgetScreen();
        return backend.restore(step.newEpoch);
      case "compact":
        return backend.compact(world.tenantId);
      default: {
        const laptop = world.laptops[step.laptop];
        return laptop === undefined ? undefined : this.#onLaptop(step, laptop);
      }
    }
  }

  async #onLaptop(step: Extract<Step, { laptop: number }>, laptop: SimLaptop): Promise<void> {
    const world = this.#world;
    switch (step.do) {
      case "offline":
        laptop.network.online = false;
        return;
      case "online":
        laptop.network.online = true;
        return;
      case "net":
        return laptop.network.plan(step.fault, step.route, step.count);
      case "lost-pokes":
        world.count("lost-pokes");
        laptop.network.pokesLost += step.count;
        return;
      case "wipe":
        return wipe(world, laptop);
      case "disk":
        // A store that cannot be opened is begun anew, empty.
        laptop.mayLose = true;
        if (step.fault === "open-fails") laptop.storeLost = true;
        world.count(step.fault);
        return laptop.disk.plan(step.fault, step.count);
      case "mirror-fails":
        world.count("mirror-fails");
        laptop.disk.mirrorFails += step.count;
        return;
      case "clock":
        world.count("clock");
        laptop.skewMs += step.byMs;
        return;
      case "start":
        return laptop.start(step.window);
      case "empty-store":
        world.storeLost = true;
        laptop.storeLost = true;
        return this.#harmStore("emptied", laptop, async () => {
          laptop.disk.empty();
          world.fault?.onStoreLost?.(laptop);
        });
      case "corrupt-store":
        laptop.storeDamaged = true;
        return this.#harmStore("corrupted", laptop, async () => void (await laptop.disk.corrupt(step.table)));
      case "first-version":
        world.storeLost = true;
        return this.#harmStore("old-store", laptop, () => firstVersion(world, laptop, step.blocked));
      case "newer-store":
        await this.#harmStore("downgrade", laptop, () => laptop.disk.upgrade());
        // The older program must keep its hands off; the newer one, started again, finds everything.
        must((await laptop.window(0)?.shown()) == null, "a newer store is left alone", "the older program opened it");
        return this.#harmStore("upgrade", laptop, async () => laptop.disk.downgrade());
      case "sign-in":
        if (step.user !== laptop.user) this.#earlier.push({ laptop, user: laptop.user, sameProfile: step.sameProfile });
        world.count("another-user");
        laptop.killAll();
        await world.time.quiet();
        await world.fault?.onSignIn?.(laptop);
        return laptop.signIn(step.user, step.sameProfile);
      default: {
        // Who wants to type opens the console first.
        if (step.do === "edit" && laptop.windows.length === 0) laptop.start(step.window);
        const window = "window" in step ? laptop.window(step.window) : null;
        return window === null ? undefined : this.#inWindow(step, laptop, window);
      }
    }
  }

  async #inWindow(step: Step, laptop: SimLaptop, window: SimWindow): Promise<void> {
    switch (step.do) {
      case "sync":
        return window.syncNow();
      case "kill":
        return window.kill();
      case "kill-at":
        return window.killAt(step.boundary);
      case "freeze":
        this.#world.count("frozen");
        return window.freeze();
      case "thaw":
        return window.thaw();
      case "rotate-keys":
        if (window.frozen) return undefined;
        this.#world.count("rotate-keys");
        return window.rotateKeys();
      case "decide-removals":
        if (window.status?.held != null) this.#decideRemovals(step.how, laptop, window);
        return undefined;
      case "expect":
        return this.#expect(step, window);
      case "edit":
        return window.frozen ? undefined : this.#edit(step, laptop, window);
      default:
        return undefined;
    }
  }

  async #edit(step: Extract<Step, { do: "edit" }>, laptop: SimLaptop, window: SimWindow): Promise<void> {
    const { typed, counts, wire } = this.#world;
    const answer = attentionAnswers[step.what];
    if (answer !== undefined) return this.#resolve(answer, window, step.pick);
    const shown = await window.shown();
    if (shown === null) return;
    // Nobody types into the book of another: until the backend has said whose session it is, the window is still its last user's.
    const session = window.status?.user ?? null;
    if (session !== null && session.id !== laptop.user) return;
    const made = makeEdit(step.what, {
      book: shown.book,
      user: laptop.user,
      pick: step.pick,
      account: step.account ?? null,
      lastGone: laptop.lastGone?.doc ?? null,
      nextToken: () => typed.next(laptop.user),
    });
    if (made === null) return;
    counts.edits += 1;
    if (step.what === "many-gone") laptop.mayLose = true;
    if (step.what === "hand-over") for (const other of this.#world.laptops) other.forgetScreen();
    for (const token of made.putsBack) wire.putBack.add(token);
    const done = await window.edit(made.edits);
    if (done === null) return;
    if (!done.ok) {
      counts.refusedEdits += 1;
      return;
    }
    for (const { before, after } of made.replaces) typed.replace(before, after);
    if (made.gone !== undefined) {
      laptop.lastGone = { doc: made.gone, reason: `gone ${counts.edits}` };
      typed.replace(made.gone, undefined, laptop.lastGone.reason);
    }
    if (step.what === "undo-gone" && laptop.lastGone !== null) {
      typed.bringBack(laptop.lastGone.reason);
      laptop.lastGone = null;
    }
    if (made.token === null) return;
    typed.add(made.token, `${step.what} by ${laptop.user}`);
    laptop.addTyped(made.token);
    await this.#seeAtOnce(made, made.token, window);
  }

  /** What was typed is on the screen at once, whatever the network does. */
  async #seeAtOnce(made: UserEdit, token: string, window: SimWindow): Promise<void> {
    const shown = await window.shown();
    if (shown === null) return;
    const [edit] = made.edits as readonly [Edit];
    const doc = shown.book[edit.kind]?.find((candidate) => candidate.id === edit.id);
    must(JSON.stringify(doc ?? null).includes(token), "what was typed is on the screen", token);
  }

  async #resolve(how: AttentionAnswer, window: SimWindow, pick: number): Promise<void> {
    const items = window.status?.attention ?? [];
    const item = items[Math.floor(pick * items.length)];
    if (item === undefined) return;
    const { before, after } = discarded(item);
    const texts = JSON.stringify([before, how === "bring-back" ? item.server : null]);
    for (const token of tokensOf(texts)) this.#world.wire.putBack.add(token);
    await window.resolveAttention(item.clientId, item.mutationId, how);
    if (how === "discard") this.#world.typed.replace(before, after);
  }

  async #import(account: string, fields: Readonly<Record<string, unknown>>): Promise<void> {
    const { backend, time, tenantId } = this.#world;
    const imports = await backend.imports(tenantId);
    await time.during(imports.putRecords([{ kind: "account", id: account, fields, defaults: { accountId: account } }]));
  }

  async #harmStore(name: string, laptop: SimLaptop, harm: () => Promise<void>): Promise<void> {
    const windows = laptop.windows.length;
    this.#world.count(name);
    laptop.killAll();
    laptop.forgetScreen();
    await this.#world.time.quiet();
    await harm();
    for (let i = 0; i < Math.max(1, windows); i += 1) laptop.start(i);
  }

  #decideRemovals(how: "accept" | "later", laptop: SimLaptop, window: SimWindow): void {
    this.#world.count(`removals-${how}`);
    if (how === "accept") laptop.mayLose = true;
    window.decideRemovals(how);
  }

  #expect(step: Extract<Step, { do: "expect" }>, window: SimWindow): void {
    const { status } = window;
    must(status !== null, "what the scenario expects", "the window has no status");
    const seen = {
      attention: status.attention.length,
      openConflicts: status.openConflicts,
      pendingEdits: status.pendingEdits,
      pausedBy: status.pausedBy,
      held: status.held !== null,
    };
    for (const [name, value] of Object.entries(seen)) {
      const expected = step[name as keyof typeof seen];
      must(expected === undefined || expected === value, "what the scenario expects", `${name}: ${value} instead of ${expected}`);
    }
  }
}
