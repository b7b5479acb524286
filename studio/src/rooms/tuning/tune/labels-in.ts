import type { Task } from '../model.ts';

/** What a look at some answers of a data set tells about what could be learned from it. */
export interface LabelsIn {
  task: Extract<Task, 'single' | 'multi' | 'hierarchical'>;
  /** Examples that were looked at, and those of them with a label. */
  examples: number;
  labelled: number;
  /** Commonest first. */
  labels: string[];
  /** Nearly every answer is another: sentences, not labels. */
  free: boolean;
}

/** Below this many examples a label, labels are answers. */
const FEWEST_A_LABEL = 1.5;
const LONG = 120;
/** From this share of answers with several labels on, labels come in any number. */
const SEVERAL = 0.1;

/** Reads answers as the server will: a path, a JSON array or a list of lines, or one label. */
export function labelsIn(answers: readonly (string | null)[]): LabelsIn {
  const named = answers.flatMap((answer) => (answer === null || answer.trim() === '' ? [] : [answer.trim()]));
  const several = named.filter((answer) => answer.includes('\n') || isArray(answer)).length;
  const paths = named.filter((answer) => / ?> ?/.test(answer)).length;
  const half = named.length / 2;
  // Texts with a single tag are common where any number may apply.
  const task =
    several > 0 && several >= named.length * SEVERAL ? 'multi' : paths > half ? 'hierarchical' : 'single';
  const counts = new Map<string, number>();
  for (const answer of named)
    for (const label of task === 'multi' ? severalOf(answer) : [answer])
      counts.set(label, (counts.get(label) ?? 0) + 1);
  const labels = [...counts].sort((a, b) => b[1] - a[1]).map(([label]) => label);
  const long = named.filter((answer) => answer.length > LONG).length;
  return {
    task,
    examples: answers.length,
    labelled: named.length,
    labels,
    free: long > half || (named.length >= 20 && named.length / labels.length < FEWEST_A_LABEL),
  };
}

function isArray(text: string): boolean {
  return text.startsWith('[') && text.endsWith(']');
}

function severalOf(answer: string): string[] {
  const parts = isArray(answer) ? answer.slice(1, -1).split(',') : answer.split('\n');
  return parts.map((part) => part.trim().replace(/^"|"$/g, '')).filter(Boolean);
}
