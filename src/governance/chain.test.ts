import { describe, expect, it } from 'vitest';
import { type Anchor, type Entry, hashOf, sign, verifyChain } from './chain.ts';

const KEY = Buffer.alloc(32, 9);

function chain(length: number): { entries: Entry[]; head: Anchor } {
  const entries: Entry[] = [];
  for (let seq = 1; seq <= length; seq += 1) {
    const entry = {
      workspaceId: 'ws_1',
      seq,
      at: new Date(1_767_225_600_000 + seq * 61_000).toISOString(),
      actorId: `mem_${seq % 7}`,
      actorName: `Person ${seq % 7}`,
      action: ['key.create', 'release.make', 'member.change'][seq % 3] ?? '',
      target: `thing_${seq}`,
      outcome: 'done' as const,
      details: { fields: ['role'], note: `n${seq}`, share: seq },
      previous: entries.at(-1)?.hash ?? '',
    };
    entries.push({ ...entry, hash: hashOf(KEY, entry) });
  }
  const last = entries.at(-1);
  return { entries, head: sign(KEY, { workspaceId: 'ws_1', seq: length, hash: last?.hash ?? '' }) };
}

/** A small generator of the same numbers each time (mulberry32). */
function random(seed: number) {
  let state = seed;
  return (n: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}

type Tamper = (entries: Entry[], pick: (n: number) => number) => Entry[];

const at = (entries: Entry[], i: number) => entries[i] as Entry;
const TAMPERS: Record<string, Tamper> = {
  edit: (entries, pick) => {
    const i = pick(entries.length);
    const field = (['actorName', 'action', 'target', 'at', 'actorId'] as const)[pick(5)] ?? 'target';
    return entries.with(i, { ...at(entries, i), [field]: 'somebody else' });
  },
  'edit of details': (entries, pick) => {
    const i = pick(entries.length);
    return entries.with(i, { ...at(entries, i), details: { ...at(entries, i).details, share: -1 } });
  },
  'edit with a hash of another key': (entries, pick) => {
    const i = pick(entries.length);
    const forged = { ...at(entries, i), target: 'other' };
    return entries.with(i, { ...forged, hash: hashOf(Buffer.alloc(32, 1), forged) });
  },
  deletion: (entries, pick) => entries.toSpliced(pick(entries.length - 1), 1),
  'deletion with renumbering': (entries, pick) =>
    entries.toSpliced(pick(entries.length - 1), 1).map((entry, i) => ({ ...entry, seq: i + 1 })),
  'cut tail': (entries, pick) => entries.slice(0, pick(entries.length)),
  swap: (entries, pick) => {
    const i = pick(entries.length - 1);
    const [a, b] = [at(entries, i), at(entries, i + 1)];
    return entries.with(i, { ...b, seq: a.seq }).with(i + 1, { ...a, seq: b.seq });
  },
  repetition: (entries, pick) => {
    const i = pick(entries.length);
    return entries.toSpliced(i, 0, at(entries, i));
  },
};

describe('the audit chain', () => {
  const { entries, head } = chain(200);

  it('is intact as written, whatever order the database returns keys in', () => {
    expect(verifyChain(KEY, entries, head)).toEqual([]);
    const shuffled = entries.map((entry) => ({
      ...entry,
      details: Object.fromEntries(Object.entries(entry.details).reverse()),
    }));
    expect(verifyChain(KEY, shuffled, head)).toEqual([]);
    expect(verifyChain(KEY, [], undefined)).toEqual([{ seq: 1, problem: 'tail_cut' }]);
  });

  it('shows every one of 1,000 random edits, deletions and cut tails', () => {
    const pick = random(7117);
    const kinds = Object.keys(TAMPERS);
    const missed: string[] = [];
    for (let i = 0; i < 1_000; i += 1) {
      const kind = kinds[i % kinds.length] ?? '';
      const tampered = TAMPERS[kind]?.(entries, pick) ?? entries;
      if (verifyChain(KEY, tampered, head).length === 0) missed.push(`${kind} (${i})`);
    }
    expect(missed).toEqual([]);
  });

  it('shows a tail cut together with its head by an anchor exported before', () => {
    const shorter = chain(150);
    expect(verifyChain(KEY, shorter.entries, shorter.head)).toEqual([]);
    expect(verifyChain(KEY, shorter.entries, shorter.head, [head])).toEqual([
      { seq: 200, problem: 'not_in_chain' },
    ]);
    expect(verifyChain(KEY, entries, head, [shorter.head])).toEqual([]);
  });
});
