import { tuningErrors } from '../errors.ts';

/** How an answer is asked for. */
export interface AnswerForm {
  /** Under which property of an object the label goes; undefined: the label alone. */
  property: string | undefined;
  /** Labels that may be said; undefined: all. */
  allowed: ReadonlySet<string> | undefined;
  /** Whether the schema asks for a list of labels, and how many it may hold. */
  list: { least: number; most: number } | undefined;
  /** Whether null may be said where no label applies. */
  nullable: boolean;
  /** JSON without a schema that says where. */
  json: boolean;
}

const PLAIN: AnswerForm = {
  ...{ property: undefined, allowed: undefined, list: undefined, nullable: false, json: false },
};
/** What no label can be. */
const OTHER_TYPES: unknown[] = ['number', 'integer', 'boolean', 'object'];

/**
 * Reads `response_format`: a JSON schema whose label is an enum (or a string, or a list of either), at the top or in one
 * property.
 * @throws when the enum holds none of the model's labels, or the schema wants what a label cannot give
 */
export function answerForm(format: unknown, model: string, classes: readonly string[]): AnswerForm {
  const type = field(format, 'type');
  if (type === 'json_object') return { ...PLAIN, property: 'label', nullable: true, json: true };
  if (type !== 'json_schema') return PLAIN;
  const schema = field(field(format, 'json_schema'), 'schema') ?? field(format, 'schema');
  const [property, value] = placeOf(schema);
  const required = field(schema, 'required');
  const others = Array.isArray(required) ? required.filter((name) => name !== property) : [];
  const unmet = (what: string) => tuningErrors.schema_unmet({ model, what });
  if (others.length > 0) throw unmet(others.map((name) => JSON.stringify(name)).join(', '));
  const list = typesOf(value).includes('array');
  const types = typesOf(list ? field(value, 'items') : value);
  const said = labelsIn(list ? field(value, 'items') : value);
  if (!said && types.length > 0 && types.every((one) => OTHER_TYPES.includes(one)))
    throw unmet(`the type ${types.join(', ')}`);
  const allowed = said && new Set(said.filter((label) => classes.includes(label)));
  if (allowed?.size === 0) throw tuningErrors.labels_differ({ model });
  return {
    ...{ property, allowed, json: true },
    list: list
      ? { least: number(value, 'minItems', 0), most: number(value, 'maxItems', Infinity) }
      : undefined,
    nullable: typesOf(value).includes('null') || valuesIn(value).includes(null),
  };
}

/** The answer as text in pieces: what is certain around the label, and the label. */
export function inForm({ property, list, json }: AnswerForm, labels: readonly string[]): string[] {
  if (!json) return [labels.join('\n')];
  const value = list ? JSON.stringify(labels) : JSON.stringify(labels[0] ?? null);
  if (property === undefined) return [value];
  return [`{${JSON.stringify(property)}:`, value, '}'];
}

/** Where the label goes: the property with an enum, else the one that must be there, else the first. */
function placeOf(schema: unknown): [string | undefined, unknown] {
  const properties = field(schema, 'properties');
  const named = typeof properties === 'object' && properties !== null ? Object.entries(properties) : [];
  if (named.length === 0) {
    const open = typesOf(schema).includes('object') && field(schema, 'additionalProperties') !== false;
    return open ? ['label', undefined] : [undefined, schema];
  }
  const required = field(schema, 'required');
  const must = (name: string) => Array.isArray(required) && required.includes(name);
  const choices = named.filter(([, one]) => labelsIn(one) ?? labelsIn(field(one, 'items')));
  const [first] = named;
  return (
    choices.find(([name]) => must(name)) ??
    named.find(([name]) => must(name)) ??
    choices[0] ??
    first ?? [undefined, schema]
  );
}

/** The texts of an enum or a const; undefined when it names none. */
function labelsIn(schema: unknown): string[] | undefined {
  const labels = valuesIn(schema).filter((one) => typeof one === 'string');
  return labels.length > 0 ? labels : undefined;
}

function valuesIn(schema: unknown): unknown[] {
  const own = field(schema, 'enum');
  if (Array.isArray(own)) return own;
  const only = field(schema, 'const');
  return only === undefined ? [] : [only];
}

function typesOf(schema: unknown): unknown[] {
  const type = field(schema, 'type');
  return Array.isArray(type) ? type : type === undefined ? [] : [type];
}

function number(schema: unknown, name: string, otherwise: number): number {
  const value = field(schema, name);
  return typeof value === 'number' ? value : otherwise;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
