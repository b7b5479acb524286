import type { DatasetExample } from '../../evals/index.ts';

/** Examples that have exactly one label: their answer, on one line. Free answers are longer than a label. */
export function labelled(
  examples: readonly DatasetExample[],
): { id: string; text: string; label: string; place: number }[] {
  return examples.flatMap(({ id, item }, place) => {
    const label = item.answer?.trim() ?? '';
    if (label === '' || label.length > LONGEST || /\n|^\[/.test(label)) return [];
    return [{ id, text: item.question, label, place }];
  });
}

const LONGEST = 300;
