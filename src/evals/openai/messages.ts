import { TemplateMessage } from '../contract-openai.ts';
import { fill, LONGEST_TEXT, lookUp, type Namespaces, tooLong, Unfillable } from './templates.ts';

/** A message to a model. A type, not an interface: it also goes to the gateway, whose messages are open. */
export type PlainMessage = { role: TemplateMessage['role']; content: string };

const TEXT = new Set(['text', 'input_text', 'output_text']);

/** The texts of a message; undefined when it holds an image, audio or anything else that is no text. */
export function textsOf({ content }: TemplateMessage): string[] | undefined {
  const texts: string[] = [];
  for (const part of Array.isArray(content) ? content : [content]) {
    if (typeof part === 'string') texts.push(part);
    else if (TEXT.has(part.type) && part.text !== undefined) texts.push(part.text);
    else return undefined;
  }
  return texts;
}

/** Fills the templates of messages. */
export function fillMessages(messages: readonly TemplateMessage[], spaces: Namespaces): PlainMessage[] {
  let length = 0;
  return messages.map((message) => {
    const content = fill((textsOf(message) ?? []).join('\n'), spaces);
    length += content.length;
    if (length > LONGEST_TEXT) throw tooLong();
    return { role: message.role, content };
  });
}

const Trajectory = TemplateMessage.array().min(1).max(2_000);

/** Messages that stand in the item itself; they are data, and nothing in them is filled in. */
export function referredMessages(place: string, spaces: Namespaces): PlainMessage[] {
  const found = Trajectory.safeParse(lookUp(place, spaces));
  if (!found.success) throw new Unfillable('missing_value', `${place} is not a list of messages.`);
  return found.data.map((message) => {
    const texts = textsOf(message);
    if (!texts) throw new Unfillable('missing_value', `${place} holds something that is no text.`);
    return { role: message.role, content: texts.join('\n') };
  });
}
