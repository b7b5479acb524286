import { createHash } from 'node:crypto';
import type { ModelRequest } from '../calls/guard.ts';
import type { DataClass } from '../contract.ts';
import type { ProviderRow } from '../store.ts';

/** Raise it when what is kept, or what it is kept under, changes: nothing of before is found any more. */
const VERSION = 1;

/** What changes nothing about an answer, or is part of the key in another way. */
const NOT_ASKED = new Set([
  'model',
  'stream',
  'stream_options',
  'user',
  'metadata',
  'store',
  'safety_identifier',
  'prompt_cache_key',
]);

/** Everything beside the request that an answer may depend on, and the boundaries that none may cross. */
export interface Circumstances {
  workspaceId: string;
  path: string;
  /** The route and when it was last changed or emptied. */
  route: readonly string[];
  /** The models in the order to ask, each with what its answers depend on. */
  models: readonly string[];
  dataClass: DataClass;
  groups: readonly string[];
  /** Of the guardrail policy; undefined without one. */
  policy: string | undefined;
}

/** The key of a request: the same for the same request under the same circumstances, and for no other. */
export function keyOf(circumstances: Circumstances, request: ModelRequest): string {
  const asked = Object.entries(request).filter(([name]) => !NOT_ASKED.has(name));
  const { groups, ...rest } = circumstances;
  return hashOf({ VERSION, ...rest, groups: [...groups].sort(), request: Object.fromEntries(asked) });
}

/** The key of all that is equal between two requests that differ in the last question alone. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('base64url');
}

/** JSON in which the order of fields says nothing, as it does not in JSON. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`;
}

/** What the answers of a provider's models depend on. Its key does not belong to it, only which one it is. */
export function fingerprintOf(provider: ProviderRow | undefined): string {
  if (!provider) return '';
  const { id, kind, baseUrl, settings, keyHint, dataClasses } = provider;
  return canonical([id, kind, baseUrl, settings, keyHint, dataClasses]);
}
