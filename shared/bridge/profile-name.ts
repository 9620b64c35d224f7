import { z } from "zod";

/** Name of a profile: of the local database and all that the desktop keeps for it. */
export const profileName = z.string().regex(/^[a-z0-9-]{1,64}$/);
