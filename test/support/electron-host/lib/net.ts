import { strictModule } from "./strict.ts";

export const net = strictModule("net", {
  fetch: (input: string, init?: RequestInit): Promise<Response> => fetch(input, init),
  isOnline: (): boolean => true,
});
