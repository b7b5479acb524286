import type { MiniLm } from '../../gateway/index.ts';
import { matrixOf } from '../jobs/learning-data.ts';
import { answerOf } from '../jobs/report-of-head.ts';
import type { Prediction, TunedHead } from '../trainers/trainer.ts';

export interface Classified {
  /** Also where the head would rather be silent. */
  labels: string[];
  abstained: boolean;
  confidence: number;
  probabilities: Float32Array;
  tokens: number;
}

/** What a head says about texts, with their tokens in the embedding model. */
export async function classify(
  minilm: MiniLm,
  head: TunedHead,
  texts: readonly string[],
): Promise<Classified[]> {
  const embeddings = await minilm.embed(texts, texts.length <= 8);
  const said = head.predict(texts, matrixOf(embeddings.map((one) => one.vector)));
  return said.map((prediction: Prediction, i) => ({
    labels: answerOf(head, prediction),
    abstained: prediction.abstained,
    confidence: prediction.confidence,
    probabilities: prediction.probabilities,
    tokens: embeddings[i]?.tokens ?? 0,
  }));
}

/** The likeliest labels, likeliest first. */
export function likeliest(
  classes: readonly string[],
  probabilities: Float32Array,
  most: number,
): { label: string; probability: number }[] {
  return [...probabilities.keys()]
    .sort((a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0) || a - b)
    .slice(0, most)
    .map((i) => ({ label: classes[i] ?? '', probability: probabilities[i] ?? 0 }));
}
