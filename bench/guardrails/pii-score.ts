import type { Finding } from '../../src/guardrails/check.ts';
import type { PiiExample } from './sets.ts';

/** Hits and misses of one type of entity. */
export interface Count {
  gold: number;
  found: number;
  predicted: number;
  right: number;
}

/** Types that the data does not mark: they are no mistakes there, and no hits. */
const UNMARKED = new Set(['DATE_OF_BIRTH', 'NRP', 'AGE']);

/**
 * Counts by type. A marked part counts as found if findings of its type cover half of it; a finding counts as right if
 * it shares a sign with a marked part of its type. The data marks a salutation as PERSON in some sentences and as PREFIX in others,
 * so a finding on a prefix is neither right nor wrong.
 */
export function count(example: PiiExample, findings: readonly Finding[], counts: Map<string, Count>): void {
  const of = (type: string) => {
    const known = counts.get(type) ?? { gold: 0, found: 0, predicted: 0, right: 0 };
    counts.set(type, known);
    return known;
  };
  const gold = example.spans.map((span) => ({
    type: span.entity_type,
    start: span.start_position,
    end: span.end_position,
  }));
  for (const span of gold) {
    if (span.type === 'PREFIX') continue;
    of(span.type).gold += 1;
    const covered = findings
      .filter((one) => one.type === span.type)
      .reduce((sum, one) => sum + shared(one, span), 0);
    if (covered * 2 >= span.end - span.start) of(span.type).found += 1;
  }
  for (const one of findings) {
    if (UNMARKED.has(one.type)) continue;
    if (gold.some((span) => span.type === 'PREFIX' && shared(one, span) > 0)) continue;
    of(one.type).predicted += 1;
    if (gold.some((span) => span.type === one.type && shared(one, span) > 0)) of(one.type).right += 1;
  }
}

function shared(a: { start: number; end: number }, b: { start: number; end: number }): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
}

/** Recall, precision and their harmonic mean, by type. */
export function rates(counts: ReadonlyMap<string, Count>) {
  return [...counts]
    .sort((a, b) => b[1].gold - a[1].gold)
    .map(([type, { gold, found, predicted, right }]) => {
      const recall = gold ? found / gold : 0;
      const precision = predicted ? right / predicted : 0;
      const f1 = recall + precision ? (2 * recall * precision) / (recall + precision) : 0;
      return { type, n: gold, predicted, recall, precision, f1 };
    });
}
