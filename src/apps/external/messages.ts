/** One message of what went to a model or came from it. */
export interface Message {
  role: string;
  content: string;
}

type Attributes = Record<string, unknown>;

/** Where conventions keep messages as attributes of their own, one by one: `gen_ai.prompt.0.content`. */
const FLAT = /^(\d+)\.(?:message\.)?(role|content|contents\.\d+\.message_content\.text)$/;
const MOST_MESSAGES = 200;

/** Messages that stand in one attribute: a list, its JSON, or JSON that holds it as `messages`; else a text of `role`. */
export function messagesIn(value: unknown, role: string): Message[] {
  if (value === undefined || value === null || value === '') return [];
  const told = typeof value === 'string' ? parsed(value) : value;
  if (typeof told === 'string') return [{ role, content: told }];
  const list = Array.isArray(told) ? told : (field(told, 'messages') ?? [told]);
  if (!Array.isArray(list)) return [];
  return list.slice(0, MOST_MESSAGES).flatMap((one) => {
    const content = typeof one === 'string' ? one : textOf(one);
    const given = field(one, 'role');
    return content === '' ? [] : [{ role: typeof given === 'string' ? given : role, content }];
  });
}

/** Messages that are spread over attributes below a name. */
export function messagesBelow(attributes: Attributes, name: string, role: string): Message[] {
  const found = new Map<number, Message>();
  for (const [key, value] of Object.entries(attributes)) {
    if (!key.startsWith(`${name}.`) || typeof value !== 'string') continue;
    const [, index, part] = FLAT.exec(key.slice(name.length + 1)) ?? [];
    if (index === undefined) continue;
    const message = found.get(Number(index)) ?? { role, content: '' };
    if (part === 'role') message.role = value;
    else message.content += message.content === '' ? value : `\n${value}`;
    found.set(Number(index), message);
  }
  const inOrder = [...found].sort(([a], [b]) => a - b).slice(0, MOST_MESSAGES);
  return inOrder.map(([, message]) => message).filter(({ content }) => content !== '');
}

/** The text of a message: its content, or those of its parts that are text. */
function textOf(message: unknown): string {
  const content = field(message, 'content') ?? field(message, 'parts') ?? field(message, 'text');
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return textOfInner(message);
  const texts = content.map((part) => {
    if (typeof part === 'string') return part;
    const text = field(part, 'content') ?? field(part, 'text');
    return typeof text === 'string' ? text : '';
  });
  return texts.filter(Boolean).join('\n');
}

/** `{ message: { content } }`, as a choice has it. */
function textOfInner(message: unknown): string {
  const inner = field(field(message, 'message'), 'content');
  return typeof inner === 'string' ? inner : '';
}

function parsed(text: string): unknown {
  if (!/^\s*[[{"]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    // It only looks like JSON.
    return text;
  }
}

function field(of: unknown, name: string): unknown {
  if (typeof of !== 'object' || of === null || !Object.hasOwn(of, name)) return undefined;
  return (of as Attributes)[name];
}
