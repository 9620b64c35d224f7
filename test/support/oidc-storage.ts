import type { Adapter, AdapterFactory, AdapterPayload } from "oidc-provider";

/** What the provider keeps, in memory. One of its own instead of oidc-provider's: it outlives the change of the signing keys. */
export function oidcStorage(): { readonly adapter: AdapterFactory; forgetGrantsOf(accountId: string): void } {
  const stored = new Map<string, { readonly payload: AdapterPayload; readonly model: string; readonly untilMs: number }>();
  const find = (key: string): AdapterPayload | undefined => {
    const entry = stored.get(key);
    if (entry === undefined || entry.untilMs > Date.now()) return entry?.payload;
    stored.delete(key);
    return undefined;
  };
  const findBy = (model: string, matches: (payload: AdapterPayload) => boolean): AdapterPayload | undefined =>
    [...stored].filter(([key, entry]) => entry.model === model && find(key) !== undefined).find(([, { payload }]) => matches(payload))?.[1]
      .payload;
  const drop = (matches: (payload: AdapterPayload) => boolean): void => {
    for (const [key, { payload }] of stored) if (matches(payload)) stored.delete(key);
  };
  const adapter = (model: string): Adapter => ({
    upsert: (id, payload, expiresIn) => {
      const untilMs = expiresIn === undefined ? Number.POSITIVE_INFINITY : Date.now() + expiresIn * 1000;
      stored.set(`${model} ${id}`, { payload, model, untilMs });
      return Promise.resolve();
    },
    find: (id) => Promise.resolve(find(`${model} ${id}`)),
    findByUid: (uid) => Promise.resolve(findBy(model, (payload) => payload.uid === uid)),
    findByUserCode: (userCode) => Promise.resolve(findBy(model, (payload) => payload.userCode === userCode)),
    consume: (id) => {
      const payload = find(`${model} ${id}`);
      if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000);
      return Promise.resolve();
    },
    destroy: (id) => {
      stored.delete(`${model} ${id}`);
      return Promise.resolve();
    },
    revokeByGrantId: (grantId) => {
      drop((payload) => payload.grantId === grantId);
      return Promise.resolve();
    },
  });
  return { adapter, forgetGrantsOf: (accountId) => drop((payload) => payload.accountId === accountId) };
}
