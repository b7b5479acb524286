/** Tokens of one call; cached ones are part of the prompt's. */
export interface Tokens {
  prompt: number;
  cached: number;
  completion: number;
}
