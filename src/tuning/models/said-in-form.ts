import type { TunedHead } from '../trainers/trainer.ts';
import type { AnswerForm } from './answer-form.ts';
import { type Classified, likeliest } from './classify.ts';

/** What is said in the form that was asked for. */
export interface Said {
  labels: string[];
  /** How likely it is that this is right, which need not be what the head would have said. */
  confidence: number;
  /** Labels that may be said, likeliest first. */
  ranked: { label: string; probability: number }[];
}

/**
 * Fits what a head says into a form: what the form leaves out is not said, and the probability is that of what is said.
 * Undefined when the form has no place for it: no label applies, and one must be named.
 */
export function saidInForm(
  form: AnswerForm,
  { task, classes }: Pick<TunedHead, 'task' | 'classes'>,
  said: Pick<Classified, 'labels' | 'confidence' | 'probabilities'>,
): Said | undefined {
  const { allowed, list, json, nullable } = form;
  const may = (label: string) => allowed?.has(label) ?? true;
  const ranked = likeliest(classes, said.probabilities, classes.length).filter(({ label }) => may(label));
  if (task !== 'multi') {
    const own = said.labels.length > 0 && said.labels.every(may);
    const [best] = ranked;
    if (own) return fits(list, { labels: said.labels, confidence: said.confidence, ranked });
    // An enum that leaves out the answer leaves the likeliest of those it holds.
    return best && fits(list, { labels: [best.label], confidence: best.probability, ranked });
  }
  const chosen = ranked.filter(({ label }) => said.labels.includes(label));
  if (json && !list) {
    const [best] = chosen;
    if (best) return { labels: [best.label], confidence: best.probability, ranked };
    return nullable ? { labels: [], confidence: noneOf(ranked), ranked } : undefined;
  }
  const kept = new Set(chosen.slice(0, list?.most).map(({ label }) => label));
  const labels = said.labels.filter((label) => kept.has(label));
  // The probability that each decision is right, of those that may be told.
  const confidence = ranked.reduce((product, { label, probability }) => {
    const applies = said.labels.includes(label);
    return applies && !kept.has(label) ? product : product * (applies ? probability : 1 - probability);
  }, 1);
  return fits(list, { labels, confidence, ranked });
}

/** Undefined when a list must hold more, or may hold less. */
function fits(list: AnswerForm['list'], said: Said): Said | undefined {
  return list && (said.labels.length < list.least || said.labels.length > list.most) ? undefined : said;
}

function noneOf(ranked: Said['ranked']): number {
  return ranked.reduce((product, { probability }) => product * (1 - probability), 1);
}
