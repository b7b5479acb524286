import { dot, type MiniLm } from '../../../gateway/index.ts';
import type { METRICS } from '../../contract-openai.ts';
import { bleu, gleu } from '../../similarity/bleu.ts';
import { fuzzyMatch } from '../../similarity/fuzzy-match.ts';
import { rougeL, rougeN } from '../../similarity/rouge.ts';
import { Unjudged } from './unjudged.ts';

type Metric = (typeof METRICS)[number];

/** Comparing takes time by the product of the lengths; beyond this it would hold up everybody else. */
const LONGEST = 20_000;

const MEASURES: Partial<Record<Metric, (input: string, reference: string) => number>> = {
  fuzzy_match: fuzzyMatch,
  bleu,
  gleu,
  rouge_1: (input, reference) => rougeN(input, reference, 1),
  rouge_2: (input, reference) => rougeN(input, reference, 2),
  rouge_3: (input, reference) => rougeN(input, reference, 3),
  rouge_4: (input, reference) => rougeN(input, reference, 4),
  rouge_5: (input, reference) => rougeN(input, reference, 5),
  rouge_l: rougeL,
};

/** How alike two texts are, from 0 to 1. */
export async function similarityOf(
  minilm: MiniLm,
  metric: Metric,
  input: string,
  reference: string,
): Promise<number> {
  if (metric === 'cosine') {
    // Vectors of local/minilm; OpenAI takes those of text-embedding-3-large, so thresholds do not carry over.
    const [a, b] = await minilm.embed([input, reference]);
    return a && b ? Math.max(0, dot(a.vector, b.vector)) : 0;
  }
  const measure = MEASURES[metric];
  if (!measure) throw new Unjudged('refused', `The metric ${metric} is not offered.`);
  const length = Math.max(input.length, reference.length);
  if (length > LONGEST) throw new Unjudged('too_long', `A text of ${length} characters is not compared.`);
  return measure(input, reference);
}
