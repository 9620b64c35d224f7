/** The application used something of Electron that this stand-in does not have: add it here or do without it there. */
export class NotImplementedError extends Error {
  override readonly name = "NotImplementedError";
  constructor(what: string) {
    super(`electron-host: ${what} is not implemented`);
  }
}

/** Chromium ended or closed its pipe while a command was under way. */
export class ChromiumGoneError extends Error {
  override readonly name = "ChromiumGoneError";
  constructor(command: string) {
    super(`electron-host: ${command}: Chromium went away`);
  }
}

/** Chromium refused a command of the DevTools protocol. */
export class DevtoolsError extends Error {
  override readonly name = "DevtoolsError";
  constructor(command: string, message: string) {
    super(`electron-host: ${command}: ${message}`);
  }
}

/** A page could not be loaded; `code` as Electron gives it, e.g. `net::ERR_ABORTED`. */
export class LoadError extends Error {
  override readonly name = "LoadError";
  readonly code: string;
  constructor(code: string, url: string) {
    super(`${code} loading '${url}'`);
    this.code = code;
  }
}

/** Electron's own rules, broken by the application: the same mistakes throw there. */
export class MisuseError extends Error {
  override readonly name = "MisuseError";
}
