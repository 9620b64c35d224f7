import type { ReactNode } from "react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { AppInfo, DeviceSettings } from "../../shared/bridge/app-info.ts";
import type { BridgeError, HeadroomBridge } from "../../shared/bridge/contract.ts";
import { languageOf } from "../../shared/i18n/catalogue.ts";
import type { Device } from "../ui/device.ts";
import { DeviceContext } from "../ui/device.ts";
import { askDesktop } from "./bridge.ts";

interface Props {
  readonly bridge: HeadroomBridge;
  readonly initial: AppInfo;
  readonly children: ReactNode;
}

/** Keeps what the desktop said, follows its events, and puts language, theme and density on the root element. */
export function DeviceProvider({ bridge, initial, children }: Props): ReactNode {
  const [info, setInfo] = useState(initial);
  const kept = useRef(initial.settings);
  const [backend, setBackend] = useState(initial.backend);
  const [systemDark, setSystemDark] = useState(initial.systemDark);
  useEffect(() => {
    const stops = [
      bridge.on("backend", setBackend),
      bridge.on("system-theme", ({ dark }) => setSystemDark(dark)),
      bridge.on("settings", (settings) => {
        kept.current = settings;
        setInfo((before) => ({ ...before, settings }));
      }),
      bridge.on("session", (session) =>
        setInfo((before) =>
          before.connection.mode === "remote" ? { ...before, connection: { ...before.connection, ...session } } : before,
        ),
      ),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [bridge]);

  const changeSettings = useCallback<Device["changeSettings"]>(
    async (change) => {
      // In force before it is kept, so that the control answers at once; taken back when it could not be kept.
      setInfo((before) => ({ ...before, settings: { ...before.settings, ...change }, overrides: withoutChosen(before.overrides, change) }));
      const answer = await askDesktop(bridge, "settings.set", change);
      setInfo((before) => ({ ...before, settings: answer.ok ? answer.value : kept.current }));
      if (!answer.ok) return answer.error;
      kept.current = answer.value;
      return null;
    },
    [bridge],
  );
  const takeInfo = useCallback(
    (answer: { readonly ok: true; readonly value: AppInfo } | { readonly ok: false; readonly error: BridgeError }) => {
      if (!answer.ok) return answer.error;
      setInfo((before) => ({ ...answer.value, overrides: before.overrides }));
      setBackend(answer.value.backend);
      return null;
    },
    [],
  );
  const chooseConnection = useCallback<Device["chooseConnection"]>(
    async (choice) => takeInfo(await askDesktop(bridge, "connection.choose", choice)),
    [bridge, takeInfo],
  );
  const leaveConnection = useCallback<Device["leaveConnection"]>(
    async () => takeInfo(await askDesktop(bridge, "connection.leave", undefined)),
    [bridge, takeInfo],
  );

  const signIn = useMemo<Pick<Device, "askSignInWays" | "beginSignIn" | "cancelSignIn" | "developmentSignIn" | "keepSignIn" | "signOut">>(
    () => ({
      askSignInWays: (url) => askDesktop(bridge, "auth.ways", { url }),
      beginSignIn: async (url, another) => takeInfo(await askDesktop(bridge, "auth.begin", { url, another })),
      cancelSignIn: async () => {
        await askDesktop(bridge, "auth.cancel", undefined);
      },
      developmentSignIn: async (url, userId) => takeInfo(await askDesktop(bridge, "auth.development", { url, userId })),
      keepSignIn: async () => {
        const answer = await askDesktop(bridge, "auth.keep", undefined);
        return answer.ok ? null : answer.error;
      },
      signOut: async (forget) => takeInfo(await askDesktop(bridge, "auth.sign-out", { forget })),
    }),
    [bridge, takeInfo],
  );

  const { settings, overrides } = info;
  const language = overrides.language ?? (settings.language === "system" ? languageOf(info.systemLanguage) : settings.language);
  const theme = overrides.theme ?? (settings.theme === "system" ? (systemDark ? "dark" : "light") : settings.theme);
  const { density } = settings;
  useEffect(() => {
    const root = document.documentElement;
    root.lang = language;
    root.dataset["theme"] = theme;
    root.dataset["density"] = density;
  }, [language, theme, density]);

  const device = useMemo<Device>(
    () => ({ info, backend, language, theme, density, changeSettings, chooseConnection, leaveConnection, ...signIn }),
    [info, backend, language, theme, density, changeSettings, chooseConnection, leaveConnection, signIn],
  );
  return <DeviceContext.Provider value={device}>{children}</DeviceContext.Provider>;
}

/** The command line's choice holds until the reader chooses. */
function withoutChosen(overrides: AppInfo["overrides"], change: Partial<DeviceSettings>): AppInfo["overrides"] {
  return {
    ...overrides,
    language: change.language === undefined ? overrides.language : null,
    theme: change.theme === undefined ? overrides.theme : null,
    draftReviews: change.draftReviews === undefined ? overrides.draftReviews : null,
  };
}
