import type { MiniLm } from '../../src/gateway/index.ts';
import type { Check } from '../../src/guardrails/check.ts';
import { median } from '../harness/statistics.ts';

const KB = 1024;
/** Texts of a KB that are timed, after as many that warm the engine up. */
const TEXTS = 300;
/** The learned checks embed; they are three orders of magnitude slower, and fewer texts tell as much. */
const EMBEDDED = 40;
const FAST = ['pii', 'secrets', 'words'] as const;
const LEARNED = ['injection', 'toxicity'] as const;

/** Microseconds for a KB of ordinary prose, by check. */
export async function measureSpeed(
  checks: Record<(typeof FAST | typeof LEARNED)[number], Check>,
  minilm: MiniLm,
  articles: readonly string[],
) {
  const text = articles.join('\n');
  const slices = Array.from({ length: Math.min(2 * TEXTS, Math.floor(text.length / KB)) }, (_, i) =>
    text.slice(i * KB, (i + 1) * KB),
  );
  const words = Array.from({ length: 1_000 }, (_, i) => `competitor ${i}`);
  const rows = [];
  for (const name of [...FAST, ...LEARNED]) {
    const times: number[] = [];
    const some = name === 'injection' || name === 'toxicity' ? slices.slice(0, EMBEDDED) : slices;
    for (const slice of some) {
      const began = performance.now();
      await checks[name].run(slice, { minilm, words });
      times.push((performance.now() - began) * 1000);
    }
    rows.push({
      check: name,
      'µs per KB (median)': median(times.slice(times.length / 2)),
      texts: Math.ceil(times.length / 2),
    });
  }
  return rows;
}
