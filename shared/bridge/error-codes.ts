import { errorCodes } from "../sync/protocol.ts";

/** Why the desktop refused, or what failed. */
export const bridgeErrorCodes = [
  "wrong-passcode",
  /** The backend has no identity provider. */
  "no-sign-in",
  /** The identity provider cannot be reached, or did not answer as one does. */
  "issuer-unavailable",
  /** The identity provider let nobody in. */
  "sign-in-refused",
  /** Nobody came back from the browser. */
  "timed-out",
  /** The system's browser could not be opened. */
  "no-browser",
  "bad-request",
  "forbidden",
  "cancelled",
  "disk-full",
  "io",
  /** Another program has the file open. */
  "file-in-use",
  "internal",
  ...errorCodes,
] as const;
