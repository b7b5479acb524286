/** OpenAI's categories. What knows only some of them must still name the others: clients read them without asking. */
const OPENAI = [
  'harassment',
  'harassment/threatening',
  'hate',
  'hate/threatening',
  'illicit',
  'illicit/violent',
  'self-harm',
  'self-harm/intent',
  'self-harm/instructions',
  'sexual',
  'sexual/minors',
  'violence',
  'violence/graphic',
] as const;

export interface Verdict {
  flagged: boolean;
  categories: Record<string, boolean>;
  category_scores: Record<string, number>;
  category_applied_input_types: Record<string, string[]>;
}

/** A score from here on counts as found. */
const LEAST = 0.5;

/**
 * What our checks say, in OpenAI's words. The toxicity check knows insults, threats and hate as one thing, which is
 * nearest to `harassment`; `injection` is a category of our own. Of the rest it knows nothing: false and 0, and no kind of
 * input that they were applied to.
 */
export function verdictOf(scores: { toxicity: number; injection: number }): Verdict {
  const known: Record<string, number> = { harassment: scores.toxicity, injection: scores.injection };
  const names = [...OPENAI, 'injection'];
  const of = <T>(value: (name: string) => T) => Object.fromEntries(names.map((name) => [name, value(name)]));
  const score = (name: string) => Math.round(Math.min(1, Math.max(0, known[name] ?? 0)) * 1e4) / 1e4;
  return {
    flagged: names.some((name) => score(name) >= LEAST),
    categories: of((name) => score(name) >= LEAST),
    category_scores: of(score),
    category_applied_input_types: of((name) => (name in known ? ['text'] : [])),
  };
}
