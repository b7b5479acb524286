import { tuningErrors } from '../errors.ts';

/** How an answer is asked for. */
export interface AnswerForm {
  /** Under which property of an object the label goes; undefined: the label alone. */
  property: string | undefined;
  /** Labels that may be said; undefined: all. */
  allowed: ReadonlySet<string> | undefined;
  /** Whether the schema asks for a list of labels. */
  list: boolean;
  /** JSON without a schema that says where. */
  json: boolean;
}

/**
 * Reads `response_format`: a JSON schema whose label is an enum (or a string, or a list of either), at the top or in one
 * property.
 * @throws when the enum holds none of the model's labels
 */
export function answerForm(format: unknown, model: string, classes: readonly string[]): AnswerForm {
  const type = field(format, 'type');
  if (type === 'json_object') return { property: 'label', allowed: undefined, list: false, json: true };
  if (type !== 'json_schema') return { property: undefined, allowed: undefined, list: false, json: false };
  const schema = field(field(format, 'json_schema'), 'schema') ?? field(format, 'schema');
  const properties = field(schema, 'properties');
  const named = typeof properties === 'object' && properties !== null ? Object.entries(properties) : [];
  const [property, value] = named.find(([, one]) => labelsIn(one) !== undefined) ??
    named[0] ?? [undefined, schema];
  const list = field(value, 'type') === 'array';
  const said = labelsIn(value);
  const allowed = said && new Set(said.filter((label) => classes.includes(label)));
  if (allowed?.size === 0) throw tuningErrors.labels_differ({ model });
  return { property, allowed, list, json: true };
}

/** The answer as text in pieces: what is certain around the label, and the label. */
export function inForm({ property, list, json }: AnswerForm, labels: readonly string[]): string[] {
  if (!json) return [labels.join('\n')];
  const value = list ? JSON.stringify(labels) : JSON.stringify(labels[0] ?? null);
  if (property === undefined) return [value];
  return [`{${JSON.stringify(property)}:`, value, '}'];
}

function labelsIn(schema: unknown): string[] | undefined {
  const own = field(schema, 'enum') ?? field(field(schema, 'items'), 'enum');
  return Array.isArray(own) && own.length > 0 && own.every((one) => typeof one === 'string')
    ? own
    : undefined;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
