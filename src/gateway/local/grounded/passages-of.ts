import { z } from 'zod';
import type { ChatRequest } from '../../contract-openai.ts';
import { textOf } from '../../wire/messages.ts';
import type { GroundingPassage } from './candidates.ts';

const Passages = z
  .array(
    z.object({
      id: z.string(),
      heading: z.string().optional(),
      text: z.string(),
      score: z.number().optional(),
      language: z.string().optional(),
    }),
  )
  .max(100);

/**
 * What to answer from: the `passages` that a caller inside the platform hands over, or else every paragraph of the
 * messages that is not the question.
 */
export function passagesOf(request: ChatRequest): GroundingPassage[] {
  const given = Passages.safeParse(request.passages);
  if (given.success) return given.data;
  const last = request.messages.findLastIndex((message) => message.role === 'user');
  const context = request.messages
    .filter((message, i) => i !== last && message.role !== 'assistant')
    .map(textOf);
  return context
    .flatMap((text) => text.split(/\n\s*\n/))
    .map((text, i) => ({ id: `context-${i + 1}`, text: text.trim() }))
    .filter((passage) => passage.text !== '');
}
