import { hostEvent } from "./host-event.ts";
import { StrictEmitter } from "./strict.ts";

/** Shown nowhere; its events can be emitted by a test. */
export class Notification extends StrictEmitter {
  readonly title: string;
  readonly body: string;
  constructor(options: { readonly title: string; readonly body: string }) {
    super();
    this.title = options.title;
    this.body = options.body;
  }
  show(): void {
    setImmediate(() => this.emit("show", hostEvent()));
  }
  static isSupported(): boolean {
    return true;
  }
}
