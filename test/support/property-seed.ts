import fc from "fast-check";

/**
 * Properties are tried on the same inputs at every run, so that a change is judged by what it changed: `PROPERTY_SEED=random npm test` looks
 * further, and fast-check prints the seed of what it finds.
 */
const wanted = process.env["PROPERTY_SEED"] ?? "2026";
if (wanted !== "random") fc.configureGlobal({ seed: Number(wanted) });
