import { createHash } from 'node:crypto';
import { refuseUnstorable } from '../../kernel/index.ts';
import type { Task } from '../contract.ts';
import { tuningErrors } from '../errors.ts';

/** Kept as text: the database would put the keys of an object in another order, and a provider learns from that too. */
export interface StoredLine {
  line: string;
}

/** What a line of an uploaded file says. */
export interface Line {
  line: number;
  text: string;
  /** Null when the line has none; a teacher can give one. */
  answer: string | readonly string[] | null;
  /** The line as it came, where it is more than one question and its answer: tools, several turns, pictures. */
  messages: StoredLine | null;
  group: string | null;
  at: Date | null;
  training: boolean;
}

/**
 * Reads JSONL: OpenAI's chat format (`messages`, of which the last is the assistant's), `{text, label}` or
 * `{text, labels}`. An optional `group`, `at` and `training: false` stand beside them. Only a line for `answers` may ask with
 * more than text and answer with calls of tools; of another task such a line has no text and no label.
 * @throws naming the first line that is none of these
 */
export function readLines(file: string, bytes: Uint8Array, task: Task): Line[] {
  const fail = (line: number, problem: string) => tuningErrors.unreadable_line({ file, line, problem });
  return decode(bytes, () => fail(1, 'is not UTF-8 text'))
    .split('\n')
    .flatMap((raw, i) => {
      if (raw.trim() === '') return [];
      const line = i + 1;
      const read = readLine(raw, task);
      if (typeof read === 'string') throw fail(line, read);
      refuseUnstorable(read.fields, `line ${line}`);
      return [{ line, ...read.said, ...beside(read.fields) }];
    });
}

/** Answers of the lines of a file's beginning; one that cannot be read has none, and is found when a set is built. */
export function answersIn(bytes: Uint8Array, whole: boolean): Line['answer'][] {
  const lines = new TextDecoder().decode(bytes).split('\n');
  return (whole ? lines : lines.slice(0, -1))
    .filter((raw) => raw.trim() !== '')
    .map((raw) => {
      const read = readLine(raw, 'single');
      return typeof read === 'string' ? null : read.said.answer;
    });
}

/** What one line says, or what is wrong with it. */
function readLine(raw: string, task: Task): { fields: Record<string, unknown>; said: Read } | string {
  const fields = parse(raw);
  if (fields === undefined) return 'is not JSON';
  if (!isObject(fields)) return 'is no object';
  const said = 'messages' in fields ? fromChat(fields, task === 'answers') : fromPlain(fields);
  return typeof said === 'string' ? said : { fields, said };
}

type Read = Pick<Line, 'text' | 'answer' | 'messages'>;

function fromChat(fields: Record<string, unknown>, whole: boolean): Read | string {
  const { group, at, training, ...line } = fields;
  const { messages: value } = line;
  if (!Array.isArray(value) || value.length === 0) return 'has no messages';
  const messages = value.filter(isObject);
  if (messages.length !== value.length) return 'has a message that is no object';
  const last = messages.at(-1);
  const answered = last?.role === 'assistant';
  const asked = answered ? messages.slice(0, -1) : messages;
  const users = asked.filter((message) => message.role === 'user');
  if (users.length === 0) return 'has no message of the role user';
  const onlyText = users.every(({ content }) => !Array.isArray(content) || content.every(isText));
  const said = answered && [contentOf(last), ...(whole ? callsOf(last) : [])];
  const plain = Object.keys(line).length === 1 && asked.length === 1 && messages.every(isPlain);
  return {
    text: whole || onlyText ? users.map(contentOf).join('\n') : '',
    answer: said ? said.filter(Boolean).join('\n') : null,
    messages: plain ? null : { line: JSON.stringify(line) },
  };
}

/** What a message says. What is no text stands there by its hash: the same question about two pictures is two questions. */
function contentOf({ content }: Record<string, unknown>): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part) => (isText(part) ? part.text : `[${digest(part)}]`)).join('\n');
}

/** An answer that calls tools, or refuses, is an answer. */
function callsOf({ tool_calls: calls, function_call: call, refusal }: Record<string, unknown>): string[] {
  return [
    ...(Array.isArray(calls) && calls.length > 0 ? [JSON.stringify(calls)] : []),
    ...(isObject(call) ? [JSON.stringify(call)] : []),
    ...(typeof refusal === 'string' ? [refusal] : []),
  ];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(part: unknown): part is { text: string } {
  return isObject(part) && typeof part.text === 'string';
}

/** A message that `{role, content}` is all of. */
function isPlain(message: Record<string, unknown>): boolean {
  return Object.keys(message).length === 2 && typeof message.content === 'string';
}

function digest(part: unknown): string {
  return createHash('sha256').update(JSON.stringify(part)).digest('hex').slice(0, 16);
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

function parse(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}
