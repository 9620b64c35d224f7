/**
 * The window's content security policy. The page runs only its own files and reaches only its own origin; the desktop is its network.
 *
 * Trusted Types: markup and script addresses may come from one policy only, named `default`, which the renderer makes before anything
 * else; it lets the page's own workers pass and refuses the rest.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types default",
].join("; ");
