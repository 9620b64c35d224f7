import { z } from "zod";

// The content security policy forbids code made from text: without this, zod tries once, and the attempt is reported as a violation. Imported
// before any schema is made.
z.config({ jitless: true });
