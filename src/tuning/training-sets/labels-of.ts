import type { Task } from '../contract.ts';

/** Longer ones are answers, not labels. */
const LONGEST_LABEL = 300;

/**
 * The labels that an answer names: one, a path with its levels set apart by ` > `, or several as a JSON array or one a
 * line. An object with one property, as structured outputs give it, stands for that property. Empty when it names none.
 */
export function labelsOf(task: Task, answer: string | readonly string[] | null): string[] {
  if (answer === null) return [];
  if (task === 'answers' || task === 'pairs') {
    const texts = typeof answer === 'string' ? [answer] : answer;
    return texts.map((text) => text.trim()).filter(Boolean);
  }
  const named = typeof answer === 'string' ? unwrap(answer) : [...answer];
  const several = task === 'multi' ? named.flatMap((one) => one.split('\n')) : named.slice(0, 1);
  const labels = several.map((one) => (task === 'hierarchical' ? path(one) : one.trim())).filter(Boolean);
  if (labels.some((label) => label.length > LONGEST_LABEL)) return [];
  return task === 'multi' ? [...new Set(labels)].sort() : labels;
}

/** What one text and its label become as a message of the assistant. */
export function answerOf(task: Task, labels: readonly string[]): string {
  return task === 'multi' ? JSON.stringify(labels) : (labels[0] ?? '');
}

/** Whether an answer is a list of labels, though it be of one. */
export function isList(answer: string | readonly string[] | null): boolean {
  return typeof answer === 'string' ? Array.isArray(innerOf(answer.trim())) : answer !== null;
}

function unwrap(answer: string): string[] {
  const text = answer.trim();
  const inner = innerOf(text);
  return Array.isArray(inner) ? inner : [inner];
}

/** The text or list that a text is JSON of, alone or as the one property of an object; else the text itself. */
function innerOf(text: string): string | string[] {
  if (!/^[[{]/.test(text)) return text;
  try {
    const value: unknown = JSON.parse(text);
    const inner: unknown =
      typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 1
        ? Object.values(value)[0]
        : value;
    if (typeof inner === 'string') return inner;
    return Array.isArray(inner) && inner.every((one) => typeof one === 'string') ? inner : text;
  } catch {
    return text;
  }
}

function path(label: string): string {
  return label
    .split('>')
    .map((level) => level.trim())
    .filter(Boolean)
    .join(' > ');
}
