/** What a template may refer to. `sample` is there once a model has answered, or where the data brought one along. */
export interface Namespaces {
  item: Record<string, unknown>;
  sample?: Record<string, unknown>;
}

/** A template that cannot be filled in, as when the item lacks what it refers to: said instead of taken for empty. */
export class Unfillable extends Error {
  override name = 'Unfillable';
  readonly code: 'missing_value' | 'too_long';

  constructor(code: Unfillable['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** A template may repeat a long value as often as it likes; beyond this it is an attack on our memory. */
export const LONGEST_TEXT = 1_000_000;

const MARK = /\{\{([^{}]*)\}\}/g;
const PLACE = /^(item|sample)((?:\.[^.[\]{}\s]+|\[\d{1,6}\])*)$/;
const STEP = /[^.[\]]+/g;

/** The namespaces a template refers to, and the first reference that is neither `item.…` nor `sample.…`. */
export function referencesOf(template: string): { item: boolean; sample: boolean; wrong?: string } {
  const found = { item: false, sample: false };
  for (const [mark, inner = ''] of template.matchAll(MARK)) {
    const namespace = PLACE.exec(inner.trim())?.[1];
    if (namespace !== 'item' && namespace !== 'sample') return { ...found, wrong: mark };
    found[namespace] = true;
  }
  return found;
}

/**
 * Puts values in the places of `{{item.path}}` and `{{sample.path}}`. Nothing is computed: a reference is a list of
 * names and positions. What is no text is written as JSON.
 */
export function fill(template: string, spaces: Namespaces): string {
  let length = template.length;
  return template.replaceAll(MARK, (_mark, inner: string) => {
    const value = lookUp(inner.trim(), spaces);
    const text = value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
    length += text.length;
    if (length > LONGEST_TEXT) throw tooLong();
    return text;
  });
}

export function tooLong(): Unfillable {
  return new Unfillable('too_long', `With its values a text is longer than ${LONGEST_TEXT} characters.`);
}

/** @throws Unfillable when the path leads nowhere. */
export function lookUp(place: string, spaces: Namespaces): unknown {
  const [, namespace, path = ''] = PLACE.exec(place) ?? [];
  let value: unknown =
    namespace === 'sample' ? spaces.sample : namespace === 'item' ? spaces.item : undefined;
  for (const [step] of path.matchAll(STEP)) {
    // Own fields only: `constructor` and its like are no part of the data.
    const holds = typeof value === 'object' && value !== null && Object.hasOwn(value, step);
    value = holds ? Reflect.get(value as object, step) : undefined;
  }
  if (value === undefined) throw new Unfillable('missing_value', `There is no ${place} here.`);
  return value;
}
