import { allFields, withAt } from './fields.ts';
import { type Input, pathOf } from './inputs.ts';
import type { RouteInfo } from './routes.ts';

/** A request as it goes over the wire. */
export interface Fuzzed {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** A generator that gives the same numbers for the same seed (mulberry32), so that a finding can be replayed. */
export function randomFrom(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T,
    chance: (share: number) => next() < share,
  };
}
export type Random = ReturnType<typeof randomFrom>;

const TEXTS = [
  ...['', ' ', '\u0000', '\ud83d', '\udc00x', '\u202e', '\r\n', 'a'.repeat(100_000), '🙂'.repeat(3_000)],
  ...['__proto__', 'constructor', 'null', 'undefined', 'NaN', '-1', '1e999', '*', '%', '%00', '..', '../..'],
  ...[
    '0',
    'true',
    '2026-13-45T99:99:99Z',
    'vs_',
    'app/',
    'local/',
    'app/x@99999999999999999999',
    '[object Object]',
  ],
];
const NUMBERS = [0, -1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, 1e-308, -0];
const nested = (depth: number): unknown => {
  let value: unknown = 'x';
  for (let i = 0; i < depth; i += 1) value = i % 2 ? [value] : { a: value };
  return value;
};
const VALUES: readonly unknown[] = [
  ...TEXTS,
  ...NUMBERS,
  ...[null, true, false, [], {}, [[]], [null], [{}], [0], nested(60), nested(3_000)],
  ...[Array(5_000).fill(0), Array(3_000).fill('x'), { length: 1e9 }, { toString: 1, valueOf: null }],
  ...[{ toJSON: 'x' }, JSON.parse('{"then":"x"}'), { $ref: '#' }, { type: 'text' }],
];
/** JSON that only a text can say. */
const RAW = [
  ...['1e999', '-1e999', '123456789012345678901234567890', '{"__proto__":{"polluted":true}}', '-0'],
  ...[
    '{"constructor":{"prototype":{"polluted":true}}}',
    '{"a":1,"a":2}',
    '"\\ud800"',
    '"\\u0000"',
    '01',
    '.5',
  ],
  ...["'x'", 'NaN', 'undefined', '[1,]', '{"a":}', '"', '\\'],
];
const BODIES = [
  ...[
    '',
    ' ',
    '{',
    '[',
    '"',
    'null',
    'true',
    '0',
    '"x"',
    '[]',
    '{}',
    '[[]]',
    '{"":""}',
    '\u0000',
    '\ufeff{}',
  ],
  ...[
    '['.repeat(20_000),
    '{"a":'.repeat(20_000),
    `${'[0,'.repeat(5_000)}`,
    'a: b',
    '<xml/>',
    'a=b&c=d',
    '---\n- 1',
  ],
];
const TYPES = [
  ...['application/json', 'application/json; charset=utf-16', 'text/plain', 'application/yaml', ''],
  ...[
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'multipart/form-data; boundary=x',
    'x/y',
    ';',
  ],
];
const HEADERS: Record<string, string>[] = [
  { 'sevenfold-workspace': '__proto__' },
  { 'content-encoding': 'gzip' },
  { 'content-encoding': 'x'.repeat(4_000) },
  { accept: 'application/xml', 'accept-language': '*;q=9' },
  { range: 'bytes=0-99999999999999' },
  { 'if-none-match': '*', 'if-modified-since': 'yesterday' },
  { 'x-http-method-override': 'DELETE', 'x-forwarded-for': '::' },
  { 'openai-beta': 'assistants=v99', 'idempotency-key': 'k'.repeat(5_000) },
  { cookie: 'sevenfold.session_token=%00; a=b; =; ;' },
];

/** One of the many ways in which a request to a route can be wrong. */
export function fuzzed(route: RouteInfo, base: Input, random: Random): Fuzzed {
  const headers = random.chance(0.15) ? { ...random.pick(HEADERS) } : {};
  const ids = Object.fromEntries(
    route.ids.map((name) => [name, random.chance(0.25) ? random.pick(TEXTS) : (base.ids?.[name] ?? 'x')]),
  );
  const path = pathOf(route.path, wellFormed(ids)) + queryOf(route, random);
  if (!route.body && !route.takesFiles) return { method: route.method, path, headers };
  const type = random.chance(0.12) ? random.pick(TYPES) : defaultType(route);
  return {
    ...{ method: route.method, path, body: bodyOf(route, base, random) },
    headers: { ...headers, ...(type ? { 'content-type': type } : {}) },
  };
}

function defaultType(route: RouteInfo): string {
  return route.takesFiles ? 'multipart/form-data; boundary=x' : 'application/json';
}

function wellFormed(ids: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(ids).map(([name, text]) => [name, short(text)]));
}

/** For addresses, which Node itself limits to 16 KB with all headers. */
function short(text: string): string {
  return text.slice(0, 300).toWellFormed();
}

function queryOf(route: RouteInfo, random: Random): string {
  const names = route.parameters.filter((one) => one.in === 'query').map(({ name }) => name);
  const query = new URLSearchParams();
  for (const name of [...names, '__proto__', 'limit', '']) {
    if (!random.chance(0.3)) continue;
    query.append(name, short(random.pick(TEXTS)));
    if (random.chance(0.2)) query.append(name, 'twice');
  }
  return query.size > 0 ? `?${query}` : '';
}

function bodyOf(route: RouteInfo, base: Input, random: Random): string {
  if (route.takesFiles) return partsOf(random);
  if (random.chance(0.15)) return random.pick(BODIES);
  const places = allFields(route.body ?? {});
  let body: unknown = base.body ?? {};
  const holes: string[] = [];
  for (let n = 0; n === 0 || random.chance(0.4); n += 1) {
    const keys = random.pick(places);
    const raw = random.chance(0.25);
    if (raw) holes.push(random.pick(RAW));
    body = withAt(body, keys, raw ? `@raw${holes.length - 1}@` : random.pick(VALUES));
  }
  if (typeof body === 'object' && body !== null && !Array.isArray(body) && random.chance(0.2))
    body = { ...body, [random.pick(TEXTS)]: random.pick(VALUES) };
  return (JSON.stringify(body) ?? '').replaceAll(
    /"@raw(\d+)@"/g,
    (_, n: string) => holes[Number(n)] ?? 'null',
  );
}

/** A multipart body with something wrong in it. */
function partsOf(random: Random): string {
  const name = short(random.pick(TEXTS)).replaceAll(/[\r\n]/g, '');
  const field = random.pick(['file', 'groups', 'purpose', 'path:a.md', '__proto__', '']);
  const file = random.chance(0.7) ? `; filename="${name}"` : '';
  const end = random.pick(['\r\n--x--\r\n', '\r\n--x', '', '\r\n--y--\r\n', '\r\n--x--\r\ntrailing']);
  const head = `--x\r\nContent-Disposition: form-data; name="${field}"${file}\r\n`;
  return random.chance(0.15) ? random.pick(BODIES) : `${head}\r\n${name}${end}`;
}
