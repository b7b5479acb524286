import type { Tokens } from '../calls/tokens.ts';

/** What a call is expected to take, before it is made. */
export type ExpectedTokens = Tokens;

/** Answers that are longer are not foreseen; the budget is settled with what it was. */
const USUAL_ANSWER = 1_024;

/** @param prompt estimated tokens of what is sent */
export function expectTokens(request: Record<string, unknown>, prompt: number): ExpectedTokens {
  const { max_completion_tokens, max_tokens, max_output_tokens, n } = request;
  const asked = [max_completion_tokens, max_tokens, max_output_tokens];
  const completion = asked.find((value) => typeof value === 'number') ?? USUAL_ANSWER;
  const answers = typeof n === 'number' && n > 1 ? n : 1;
  return { prompt, cached: 0, completion: Number(completion) * answers };
}
