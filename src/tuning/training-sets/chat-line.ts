import type * as examples from '../store/training-examples.ts';
import type * as store from '../store/training-sets.ts';
import { answerOf } from './labels-of.ts';

/** An example as a line of OpenAI's chat format. */
export function chatLine(
  { text, labels, messages }: examples.TrainingExampleRow,
  { recipe }: store.TrainingVersionRow,
): string {
  const whole = messages ?? [
    { role: 'user', content: text },
    { role: 'assistant', content: answerOf(recipe.task, labels ?? []) },
  ];
  return JSON.stringify({ messages: whole });
}
