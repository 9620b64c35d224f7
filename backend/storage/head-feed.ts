/** Tells, after a commit, that a tenant has a new head. A hint: who misses one asks again. */
export interface HeadFeed {
  /** `listener` is called with the tenant's new head; answers how to stop. */
  subscribe(tenantId: string, listener: (head: number) => void): () => void;
  /** How many listen to the tenant's heads in this process. */
  listeners(tenantId: string): number;
  /** The head that was told last in this process; null = none yet. */
  announced(tenantId: string): number | null;
}

export class LocalHeadFeed implements HeadFeed {
  readonly #listeners = new Map<string, Set<(head: number) => void>>();
  readonly #announced = new Map<string, number>();

  subscribe(tenantId: string, listener: (head: number) => void): () => void {
    const listeners = this.#listeners.get(tenantId) ?? new Set();
    this.#listeners.set(tenantId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(tenantId) === listeners) this.#listeners.delete(tenantId);
    };
  }

  listeners(tenantId: string): number {
    return this.#listeners.get(tenantId)?.size ?? 0;
  }

  /** Tenants that somebody listens to. */
  tenants(): readonly string[] {
    return [...this.#listeners.keys()];
  }

  announced(tenantId: string): number | null {
    return this.#announced.get(tenantId) ?? null;
  }

  publish(tenantId: string, head: number): void {
    this.#announced.set(tenantId, head);
    for (const listener of this.#listeners.get(tenantId) ?? []) listener(head);
  }
}
