/** What Electron hands to listeners that may say no. */
export interface HostEvent {
  defaultPrevented: boolean;
  preventDefault(): void;
}

export function hostEvent<T extends object>(details: T): HostEvent & T;
export function hostEvent(): HostEvent;
export function hostEvent(details: object = {}): HostEvent {
  const event: HostEvent = {
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true;
    },
  };
  return Object.assign(event, details);
}
