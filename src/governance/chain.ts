import { createHmac, timingSafeEqual } from 'node:crypto';

/** An entry of the audit chain as it is hashed. */
export interface Entry {
  workspaceId: string;
  seq: number;
  /** ISO 8601 in UTC, milliseconds. */
  at: string;
  actorId: string;
  actorName: string;
  action: string;
  target: string;
  outcome: 'attempted' | 'done' | 'failed';
  details: Record<string, unknown>;
  /** Hash of the entry before it; empty for the first. */
  previous: string;
  hash: string;
}

/** The signed end of a chain; exported and kept elsewhere it proves later that nothing before it was changed. */
export interface Anchor {
  workspaceId: string;
  seq: number;
  hash: string;
  mac: string;
}

/** HMAC-SHA256 over everything an entry says, in a fixed order of keys. Without the key nobody can make a chain fit again. */
export function hashOf(key: Buffer, entry: Omit<Entry, 'hash'>): string {
  const { workspaceId, seq, at, actorId, actorName, action, target, outcome, details, previous } = entry;
  const text = JSON.stringify([
    workspaceId,
    seq,
    at,
    actorId,
    actorName,
    action,
    target,
    outcome,
    sorted(details),
    previous,
  ]);
  return createHmac('sha256', key).update(text).digest('hex');
}

export function sign(key: Buffer, head: Omit<Anchor, 'mac'>): Anchor {
  const mac = createHmac('sha256', key)
    .update(`head:${head.workspaceId}:${head.seq}:${head.hash}`)
    .digest('hex');
  return { ...head, mac };
}

/** JSON objects come back from the database with their keys in another order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, sorted(v)]),
  );
}

export interface Problem {
  seq: number;
  problem: 'changed' | 'missing' | 'out_of_place' | 'tail_cut' | 'bad_head' | 'not_in_chain';
}

/**
 * Checks a whole chain offline: every entry against its hash and its predecessor, the end against the signed head, and
 * any anchors exported earlier against the entry they point to. An empty answer means intact.
 */
export function verifyChain(
  key: Buffer,
  entries: readonly Entry[],
  head: Anchor | undefined,
  anchors: readonly Anchor[] = [],
): Problem[] {
  const problems: Problem[] = [];
  let previous = '';
  let expected = 1;
  for (const entry of entries) {
    for (; expected < entry.seq; expected += 1) problems.push({ seq: expected, problem: 'missing' });
    if (entry.seq < expected) problems.push({ seq: entry.seq, problem: 'out_of_place' });
    if (!same(hashOf(key, entry), entry.hash)) problems.push({ seq: entry.seq, problem: 'changed' });
    else if (entry.previous !== previous) problems.push({ seq: entry.seq, problem: 'out_of_place' });
    previous = entry.hash;
    expected = entry.seq + 1;
  }
  problems.push(...checkHead(key, entries, head));
  const byNumber = new Map(entries.map((entry) => [entry.seq, entry.hash]));
  for (const anchor of anchors) {
    if (!same(sign(key, anchor).mac, anchor.mac)) problems.push({ seq: anchor.seq, problem: 'bad_head' });
    else if (byNumber.get(anchor.seq) !== anchor.hash)
      problems.push({ seq: anchor.seq, problem: 'not_in_chain' });
  }
  return problems;
}

function checkHead(key: Buffer, entries: readonly Entry[], head: Anchor | undefined): Problem[] {
  const last = entries.at(-1);
  // A workspace begins with an entry: where nothing is left, all of it was taken away.
  if (!head) return [last ? { seq: last.seq, problem: 'bad_head' } : { seq: 1, problem: 'tail_cut' }];
  if (!same(sign(key, head).mac, head.mac)) return [{ seq: head.seq, problem: 'bad_head' }];
  if (!last || last.seq < head.seq) return [{ seq: head.seq, problem: 'tail_cut' }];
  if (last.seq > head.seq || last.hash !== head.hash) return [{ seq: last.seq, problem: 'bad_head' }];
  return [];
}

function same(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}
