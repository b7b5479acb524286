import type { RouteInfo, Schema } from './routes.ts';

/** Where a text goes in a request: a parameter by name, or a path of keys into the body. */
export type Spot = { in: 'path' | 'query'; name: string } | { in: 'body'; keys: (string | number)[] };

/** Every place of a route that takes text, found in its schema. */
export function textSpots(route: RouteInfo): Spot[] {
  const parameters = route.parameters.map(({ name, in: place }): Spot => ({ in: place, name }));
  const fields = route.body ? textFields(route.body) : [];
  return [...parameters, ...fields.map((keys): Spot => ({ in: 'body', keys }))];
}

function textFields(schema: Schema, depth = 0): (string | number)[][] {
  if (depth > 6) return [];
  const options = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  if (options.length > 0) return distinct(options.flatMap((option) => textFields(option, depth + 1)));
  if (schema.items) return textFields(schema.items, depth + 1).map((keys) => [0, ...keys]);
  if (schema.properties) {
    return Object.entries(schema.properties).flatMap(([name, inner]) =>
      textFields(inner, depth + 1).map((keys) => [name, ...keys]),
    );
  }
  if (typeof schema.additionalProperties === 'object') return [['a key']];
  const types = [schema.type ?? []].flat();
  return types.includes('string') || schema.const !== undefined ? [[]] : [];
}

function distinct(paths: (string | number)[][]): (string | number)[][] {
  return [...new Map(paths.map((keys) => [JSON.stringify(keys), keys])).values()];
}

/** Every place in a body, whatever it takes: the body itself, its fields, and theirs. */
export function allFields(schema: Schema, depth = 0): (string | number)[][] {
  if (depth > 4) return [];
  const options = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  const within = [
    ...options.flatMap((option) => allFields(option, depth + 1)),
    ...(schema.items ? allFields(schema.items, depth + 1).map((keys) => [0, ...keys]) : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, inner]) =>
      allFields(inner, depth + 1).map((keys) => [name, ...keys]),
    ),
  ];
  return distinct([[], ...within]);
}

/** A copy of `value` with something else at the end of the keys; what lies on the way is made. */
export function withAt(value: unknown, keys: readonly (string | number)[], put: unknown): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return put;
  if (typeof key === 'number') {
    const list = Array.isArray(value) ? value : [];
    return [withAt(list[key], rest, put), ...list.slice(1)];
  }
  const object = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  return { ...object, [key]: withAt(Reflect.get(object, key), rest, put) };
}

export function nameOf(spot: Spot): string {
  return spot.in === 'body' ? `body ${spot.keys.join('.')}` : `${spot.in} ${spot.name}`;
}
