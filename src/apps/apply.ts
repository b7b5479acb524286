import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { isLower } from '../gateway/index.ts';
import { findPolicy } from '../guardrails/index.ts';
import { checkGroups, groupsNamed } from '../identity/index.ts';
import type { Actor, Tx } from '../kernel/index.ts';
import { addCollection, changeCollection, collectionsNamed } from '../knowledge/index.ts';
import type { AssistantDefinition, CollectionDefinition, Definition } from './contract.ts';
import { appErrors } from './errors.ts';
import { addVersion, ensureApp, latestVersion } from './store/apps.ts';

/** What applying did. */
export interface Applied {
  apps: { slug: string; version: number; created: boolean }[];
  collections: { slug: string; id: string; created: boolean }[];
}

/**
 * Makes the workspace match some definitions within a transaction: collections first, then apps. A definition that says
 * what the newest version says already changes nothing.
 */
export async function applyApps(tx: Tx, actor: Actor, definitions: readonly Definition[]): Promise<Applied> {
  const collections: Applied['collections'] = [];
  const apps: Applied['apps'] = [];
  for (const definition of definitions) {
    if (definition.kind === 'collection') collections.push(await applyCollection(tx, actor, definition));
  }
  for (const definition of definitions) {
    if (definition.kind === 'assistant') apps.push(await applyAssistant(tx, actor, definition));
  }
  return { apps, collections };
}

async function applyCollection(tx: Tx, actor: Actor, definition: z.infer<typeof CollectionDefinition>) {
  const { slug, name, description, groups, dataClass } = definition;
  const known = (await collectionsNamed(tx, [slug])).find((collection) => collection.slug === slug);
  if (known) {
    // A file may make it stricter. Letting more be seen is for a person to decide.
    if (dataClass && isLower(known.dataClass, dataClass)) await changeCollection(tx, known.id, { dataClass });
    return { slug, id: known.id, created: false };
  }
  const found = await groupsNamed(tx, groups);
  const missing = groups.find((group) => !found.some((one) => one.slug === group || one.id === group));
  if (missing) throw appErrors.unknown_group({ name: missing });
  const groupIds = found.map((group) => group.id);
  await checkGroups(tx, actor, groupIds);
  return {
    slug,
    id: await addCollection(tx, actor.workspaceId, { slug, name, description, groupIds, dataClass }),
    created: true,
  };
}

async function applyAssistant(tx: Tx, actor: Actor, definition: AssistantDefinition) {
  const { slug } = definition;
  const collectionIds = await resolveKnowledge(tx, definition);
  const { guardrails } = definition;
  if (guardrails !== undefined && !(await findPolicy(tx, guardrails)))
    throw appErrors.unknown_policy({ slug, name: guardrails });
  const hash = createHash('sha256').update(canonical({ definition, collectionIds })).digest('hex');
  const appId = await ensureApp(tx, actor.workspaceId, slug);
  const latest = await latestVersion(tx, appId);
  if (latest?.hash === hash) return { slug, version: latest.number, created: false };
  const { workspaceId, name: createdBy } = actor;
  const version = await addVersion(tx, { workspaceId, appId, definition, collectionIds, hash, createdBy });
  return { slug, version, created: true };
}

/** The ids of what `knowledge` names. An id or slug is exact; a name is taken when nothing else matches. */
async function resolveKnowledge(tx: Tx, definition: AssistantDefinition): Promise<string[]> {
  const found = await collectionsNamed(tx, definition.knowledge);
  return definition.knowledge.map((name) => {
    const exact = found.find((collection) => collection.id === name || collection.slug === name);
    const named = exact ?? found.find((collection) => collection.name === name);
    if (!named) throw appErrors.unknown_knowledge({ slug: definition.slug, name });
    return named.id;
  });
}

/** JSON with sorted keys: the same definition gives the same text, whatever order it was written in. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`)
    .join(',')}}`;
}
