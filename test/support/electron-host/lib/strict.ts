import { EventEmitter } from "node:events";
import { NotImplementedError } from "./errors.ts";

/** Properties that the language itself or a promise looks for on any object. */
const harmless = new Set<string | symbol>(["then", "toJSON", "domain", "__esModule", "default", "module.exports"]);

function guard<T extends object>(target: T, nameOf: (receiver: object) => string): T {
  return new Proxy(target, {
    get(object, key, receiver: object) {
      if (key in object || typeof key === "symbol" || harmless.has(key)) return Reflect.get(object, key, receiver) as unknown;
      throw new NotImplementedError(`${nameOf(receiver)}.${key}`);
    },
  });
}

/** A module of plain functions where reading anything else throws. */
export function strictModule<T extends object>(name: string, members: T): T {
  return guard(members, () => name);
}

/** Base of Electron's event-emitting objects: reading a member that a class does not have throws instead of giving undefined. */
export class StrictEmitter extends EventEmitter {}
Object.setPrototypeOf(
  StrictEmitter.prototype,
  guard(EventEmitter.prototype, (receiver) => receiver.constructor.name),
);
