import type { ChatRequest } from '../contract-openai.ts';
import { gatewayErrors } from '../errors.ts';
import type { ChatEvent } from '../family.ts';
import { questionOf } from '../wire/messages.ts';
import { dot } from './minilm/dot.ts';
import type { MiniLm } from './minilm/minilm.ts';

/** Where the labels are: a JSON schema that is an enum itself, or an object with one property that is. */
interface Choice {
  labels: string[];
  /** The property to answer under; undefined when the answer is the label alone. */
  property?: string;
}

/** local/zero-shot: picks the label whose words are most similar to the text. No training, and no more than that. */
export async function* zeroShot(minilm: MiniLm, request: ChatRequest): AsyncIterable<ChatEvent> {
  const choice = choiceOf(request.response_format);
  const text = questionOf(request.messages);
  const [query, ...labels] = await minilm.embed([text, ...choice.labels.map(inWords)], true);
  const scores = labels.map((label) => (query ? dot(query.vector, label.vector) : 0));
  const best = choice.labels[scores.indexOf(Math.max(...scores))] ?? '';
  yield { type: 'text', text: choice.property ? JSON.stringify({ [choice.property]: best }) : best };
  const prompt = [query, ...labels].reduce((sum, embedding) => sum + (embedding?.tokens ?? 0), 0);
  yield {
    type: 'done',
    finish: 'stop',
    usage: { prompt_tokens: prompt, completion_tokens: 1, total_tokens: prompt + 1 },
  };
}

/** "card_arrival" and "Home > Power tools" read as words. */
function inWords(label: string): string {
  return label
    .replaceAll(/[_>/-]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function choiceOf(format: unknown): Choice {
  const schema = at(at(format, 'json_schema'), 'schema') ?? at(format, 'schema');
  const own = strings(at(schema, 'enum'));
  if (own) return { labels: own };
  for (const [property, value] of Object.entries(at(schema, 'properties') ?? {})) {
    const labels = strings(at(value, 'enum'));
    if (labels) return { labels, property };
  }
  throw gatewayErrors.no_labels();
}

function at(value: unknown, key: string): object | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found: unknown = Reflect.get(value, key);
  return typeof found === 'object' && found !== null ? found : undefined;
}

function strings(value: unknown): string[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return value.every((item) => typeof item === 'string') ? value : undefined;
}
