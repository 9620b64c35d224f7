export const reviews = {
  title: "Reviews",
  "missing.title": "Review not here",
  "missing.text": "It is not on this laptop: it was given up, or belongs to an account that you cannot see.",
} as const;
