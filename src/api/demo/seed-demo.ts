import { findWorkspace, groupsNamed } from '../../identity/index.ts';
import type { Actor } from '../../kernel/index.ts';
import { getVectorStore, listCollections, updateVectorStore } from '../../knowledge/index.ts';
import type { Platform } from '../platform.ts';
import { fillKnowledge } from './fill-knowledge.ts';
import type { DemoPlan } from './plan.ts';
import { proveVersions } from './prove-versions.ts';

/**
 * Fills the demo workspace through the same operations a person would use: documents, an assistant in two versions, its
 * eval, and the releases that its verdicts allow. A start that was killed half-way goes on where it stopped, and what
 * somebody deleted does not come back.
 */
export async function seedDemo(
  platform: Platform,
  plan: DemoPlan,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const { kernel } = platform;
  const workspace = await kernel.db.system((tx) => findWorkspace(tx, plan.slug));
  if (!workspace) return;
  const slugs = plan.groups.map((group) => group.slug);
  const groups = await kernel.db.in(workspace.id, (tx) => groupsNamed(tx, slugs));
  const seeder: Actor = {
    workspaceId: workspace.id,
    id: 'demo',
    kind: 'person',
    name: 'Demo',
    role: 'owner',
    groups: groups.map((group) => group.id),
    scopes: 'all',
  };
  const idOf = (slug: string) => groups.find((group) => group.slug === slug)?.id ?? slug;
  await fillKnowledge(platform, seeder, plan, { idOf, say, signal });
  // The mark stands on the first collection: what people delete afterwards stays deleted.
  const { data: collections } = await listCollections(platform.knowledge, seeder);
  const first = collections.find((collection) => collection.slug === plan.collections[0]?.slug);
  if (!first) return;
  const { metadata } = await getVectorStore(platform.knowledge, seeder, { vector_store_id: first.id });
  if (metadata.story === 'complete') return;
  await proveVersions(platform, seeder, plan, { say, signal });
  const marked = { ...metadata, story: 'complete' };
  await updateVectorStore(platform.knowledge, seeder, { vector_store_id: first.id, metadata: marked });
}
