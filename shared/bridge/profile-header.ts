/**
 * Names the local database that a request of the window comes from. The desktop passes on only what comes from the profile in use: a worker that
 * is still busy for the user before sends nothing with the token of the next.
 */
export const profileHeader = "headroom-profile";
