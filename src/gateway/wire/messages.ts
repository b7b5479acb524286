import type { Message } from '../contract-openai.ts';
import { gatewayErrors } from '../errors.ts';

/** The text of a message, whether its content is a string or a list of parts. */
export function textOf(message: Message): string {
  const { content } = message;
  if (typeof content === 'string') return content;
  return (content ?? []).flatMap((part) => (part.type === 'text' && part.text ? [part.text] : [])).join('\n');
}

/** The last thing the user said. */
export function questionOf(messages: readonly Message[]): string {
  const question = messages
    .filter((message) => message.role === 'user')
    .map(textOf)
    .at(-1)
    ?.trim();
  if (!question) throw gatewayErrors.no_question();
  return question;
}
