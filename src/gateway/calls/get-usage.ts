import type { InputOf, OutputOf } from '../../kernel/contract.ts';
import type { Actor } from '../../kernel/index.ts';
import type { Gateway } from '../bag.ts';
import type * as contract from './contract.ts';
import * as store from './usage-store.ts';

const DAY = 86_400_000;
/** By the hour as long as the bars can be told apart. */
const BY_HOUR = 3 * DAY;

export async function getUsage(
  bag: Gateway,
  actor: Actor,
  input: InputOf<typeof contract.getUsage>,
): Promise<OutputOf<typeof contract.getUsage>> {
  await bag.ledger.flush();
  const to = input.to ? new Date(input.to) : new Date();
  const from = input.from ? new Date(input.from) : new Date(to.getTime() - 7 * DAY);
  const filter = { ...input, from, to };
  const step = to.getTime() - from.getTime() <= BY_HOUR ? 'hour' : 'day';
  return bag.db.in(actor.workspaceId, async (tx) => {
    const [total] = await store.sums(tx, filter, undefined);
    const groups = await store.sums(tx, filter, input.by);
    const series = await store.series(tx, filter, step);
    return { total: withoutKey(total), groups, series, step };
  });
}

export async function listCalls(bag: Gateway, actor: Actor, input: InputOf<typeof contract.listCalls>) {
  await bag.ledger.flush();
  const { from, to } = input;
  const filter = { ...input, from: from ? new Date(from) : undefined, to: to ? new Date(to) : undefined };
  const rows = await bag.db.in(actor.workspaceId, (tx) => store.calls(tx, filter));
  return { data: rows.slice(0, input.limit).map(present), hasMore: rows.length > input.limit };
}

const NOTHING = {
  ...{
    requests: 0,
    failed: 0,
    promptTokens: 0,
    cachedTokens: 0,
    completionTokens: 0,
    dollars: 0,
    unpriced: 0,
  },
  ...{ fromCache: 0, found: 0, p50: null, p95: null, firstTokenP50: null },
};

function withoutKey(sum: store.Sum | undefined) {
  if (!sum) return NOTHING;
  const { key: _, ...rest } = sum;
  return rest;
}

function present({
  workspaceId: _w,
  memberId: _m,
  groups: _g,
  findings,
  costNanos,
  at,
  ...row
}: store.CallRow) {
  const dollars = costNanos === null ? null : costNanos / 1e9;
  return { ...row, at: at.toISOString(), dollars, findings: findings ?? {} };
}
