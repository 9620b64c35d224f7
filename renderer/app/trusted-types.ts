interface TrustedTypePolicies {
  createPolicy(name: string, rules: { readonly createScriptURL: (url: string) => string }): unknown;
}

/**
 * The page's only policy: scripts and workers come from its own origin. Without a rule for markup and script text, both are refused.
 * Called before anything else, because the first assignment without a policy would fail.
 */
export function installTrustedTypes(): void {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypePolicies };
  trustedTypes?.createPolicy("default", {
    createScriptURL: (url) => {
      if (new URL(url, location.href).origin === location.origin) return url;
      throw new TypeError("a script of another origin was refused");
    },
  });
}
