import { refuseUnstorable } from '../../kernel/index.ts';
import { tuningErrors } from '../errors.ts';

/** What a line of an uploaded file says. */
export interface Line {
  line: number;
  text: string;
  /** Null when the line has none; a teacher can give one. */
  answer: string | readonly string[] | null;
  /** The conversation, where it is more than one question and its answer. */
  messages: Record<string, unknown>[] | null;
  group: string | null;
  at: Date | null;
  training: boolean;
}

/**
 * Reads JSONL: OpenAI's chat format (`messages`, of which the last is the assistant's), `{text, label}` or
 * `{text, labels}`. An optional `group`, `at` and `training: false` stand beside them.
 * @throws naming the first line that is none of these
 */
export function readLines(file: string, bytes: Uint8Array): Line[] {
  const fail = (line: number, problem: string) => tuningErrors.unreadable_line({ file, line, problem });
  return decode(bytes, () => fail(1, 'is not UTF-8 text'))
    .split('\n')
    .flatMap((raw, i) => {
      if (raw.trim() === '') return [];
      const line = i + 1;
      const row = parse(raw, () => fail(line, 'is not JSON'));
      if (typeof row !== 'object' || row === null || Array.isArray(row)) throw fail(line, 'is no object');
      refuseUnstorable(row, `line ${line}`);
      const fields = row as Record<string, unknown>;
      const read = 'messages' in fields ? fromChat(fields.messages) : fromPlain(fields);
      if (typeof read === 'string') throw fail(line, read);
      return [{ line, ...read, ...beside(fields) }];
    });
}

type Read = Pick<Line, 'text' | 'answer' | 'messages'>;

function fromChat(value: unknown): Read | string {
  if (!Array.isArray(value) || value.length === 0) return 'has no messages';
  const messages = value.filter((one) => typeof one === 'object' && one !== null) as Record<
    string,
    unknown
  >[];
  if (messages.length !== value.length) return 'has a message that is no object';
  const last = messages.at(-1);
  const answered = last?.role === 'assistant';
  const asked = answered ? messages.slice(0, -1) : messages;
  const users = asked.filter((message) => message.role === 'user').map((message) => contentOf(message));
  if (users.length === 0) return 'has no message of the role user';
  const answer = answered ? contentOf(last) : null;
  const plain = asked.length === 1 && Object.keys(last ?? {}).length <= 2;
  return { text: users.join('\n'), answer, messages: plain ? null : messages };
}

function contentOf(message: Record<string, unknown>): string {
  const { content } = message;
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.flatMap((part) => (typeof part?.text === 'string' ? [part.text] : [])).join('\n');
}

function fromPlain(fields: Record<string, unknown>): Read | string {
  const text = [fields.text, fields.prompt, fields.question].find((one) => typeof one === 'string');
  if (typeof text !== 'string') return 'has neither messages nor a text';
  const { labels } = fields;
  if (Array.isArray(labels)) {
    if (!labels.every((one) => typeof one === 'string')) return 'has a label that is no text';
    return { text, answer: labels as string[], messages: null };
  }
  const answer = [fields.label, fields.completion, fields.answer].find((one) => one !== undefined);
  if (answer === undefined || answer === null) return { text, answer: null, messages: null };
  return typeof answer === 'string' || typeof answer === 'number'
    ? { text, answer: String(answer), messages: null }
    : 'has a label that is no text';
}

function beside(fields: Record<string, unknown>): Pick<Line, 'group' | 'at' | 'training'> {
  const { group, at } = fields;
  const date = typeof at === 'string' || typeof at === 'number' ? new Date(at) : null;
  return {
    group: typeof group === 'string' && group !== '' ? group : null,
    at: date && !Number.isNaN(date.getTime()) ? date : null,
    training: fields.training !== false,
  };
}

function decode(bytes: Uint8Array, fail: () => Error): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw fail();
  }
}

function parse(raw: string, fail: () => Error): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    throw fail();
  }
}
