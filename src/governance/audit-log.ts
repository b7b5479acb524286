import type { InputOf } from '../kernel/contract.ts';
import { type Actor, type Download, errors } from '../kernel/index.ts';
import type { Governance } from './bag.ts';
import { type Anchor, sign, verifyChain } from './chain.ts';
import type * as contract from './contract.ts';
import * as store from './store.ts';

export async function listAudit(bag: Governance, actor: Actor, input: InputOf<typeof contract.listAudit>) {
  const rows = await bag.db.in(actor.workspaceId, (tx) =>
    store.listEntries(tx, { ...input, limit: input.limit + 1 }),
  );
  const data = rows.slice(0, input.limit).map(({ workspaceId: _, previous: __, ...entry }) => entry);
  return { data, hasMore: rows.length > input.limit };
}

export async function getAuditAnchor(bag: Governance, actor: Actor): Promise<Anchor> {
  const head = await bag.db.in(actor.workspaceId, store.findHead);
  if (!head) throw errors.not_found({ what: 'An entry in the audit log' });
  return head;
}

export async function verifyAudit(
  bag: Governance,
  actor: Actor,
  input: InputOf<typeof contract.verifyAudit>,
) {
  const { entries, head } = await bag.db.in(actor.workspaceId, async (tx) => ({
    entries: await store.allEntries(tx),
    head: await store.findHead(tx),
  }));
  return {
    entries: entries.length,
    problems: verifyChain(bag.keyRing.derive('audit'), entries, intact(head), input.anchors),
  };
}

/** A head that was made for a first entry which then failed points at nothing; that is an empty chain. */
function intact(head: Anchor | undefined): Anchor | undefined {
  return head?.seq === 0 ? undefined : head;
}

/** One JSON line per entry, then the anchor. */
export async function exportAudit(bag: Governance, actor: Actor): Promise<Download> {
  const { entries, head } = await bag.db.in(actor.workspaceId, async (tx) => ({
    entries: await store.allEntries(tx),
    head: await store.findHead(tx),
  }));
  const anchor =
    head ?? sign(bag.keyRing.derive('audit'), { workspaceId: actor.workspaceId, seq: 0, hash: '' });
  const lines = [...entries.map((entry) => JSON.stringify({ entry })), JSON.stringify({ anchor })];
  const bytes = new Uint8Array(Buffer.from(`${lines.join('\n')}\n`));
  return { filename: `audit-${anchor.seq}.jsonl`, mediaType: 'application/x-ndjson', bytes };
}
