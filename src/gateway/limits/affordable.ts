import type { Candidate } from '../egress/check-egress.ts';
import { gatewayErrors } from '../errors.ts';
import { costOf, type Prices } from '../prices/prices.ts';
import type { ExpectedTokens } from './expect-tokens.ts';

/**
 * Leaves those models of which a call is not expected to cost more than this. One whose price nobody knows counts as
 * free, as it does in budgets.
 * @param maxUsd US dollars; undefined: whatever it costs
 * @throws 400 when none is left, before anybody is asked
 */
export function affordable(
  prices: Prices,
  candidates: readonly Candidate[],
  expected: ExpectedTokens,
  maxUsd: number | undefined,
): readonly Candidate[] {
  if (maxUsd === undefined) return candidates;
  const costs = candidates.map(
    ({ model, place }) => (costOf(prices, place?.provider ?? 'local', model, expected)?.nanos ?? 0) / 1e9,
  );
  const allowed = candidates.filter((_, i) => (costs[i] ?? 0) <= maxUsd);
  if (allowed.length > 0) return allowed;
  const [model] = candidates.map((candidate) => candidate.model);
  throw gatewayErrors.too_costly({
    model: model ?? '',
    expected: dollars(Math.min(...costs)),
    most: dollars(maxUsd),
  });
}

function dollars(amount: number): string {
  return `$${Number(amount.toPrecision(3))}`;
}
