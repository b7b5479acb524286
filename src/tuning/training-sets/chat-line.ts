import type * as examples from '../store/training-examples.ts';
import type * as store from '../store/training-sets.ts';
import { answerOf } from './labels-of.ts';

/** An example as a line of OpenAI's chat format: as it came, unless a teacher answered it anew. */
export function chatLine(
  { text, labels, messages, source }: examples.TrainingExampleRow,
  { recipe }: store.TrainingVersionRow,
): string {
  if (messages && source !== 'teacher') return messages.line;
  const answer = { role: 'assistant', content: answerOf(recipe.task, labels ?? []) };
  return JSON.stringify({ messages: [{ role: 'user', content: text }, answer] });
}
