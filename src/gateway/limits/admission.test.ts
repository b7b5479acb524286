import { expect, it } from 'vitest';
import type { Actor } from '../../kernel/index.ts';
import { openAdmission } from './admission.ts';
import type { LimitRule } from './contract.ts';

const actor: Actor = {
  ...{ workspaceId: 'ws_1', id: 'key_1', kind: 'key', name: 'One', role: 'member', groups: [], scopes: [] },
};
const limitOf = (budget: NonNullable<LimitRule['budget']>) => ({
  ...{ id: 'lim_1', workspaceId: 'ws_1', createdAt: new Date(0) },
  rule: { name: 'A budget', subject: { of: 'workspace' as const }, budget },
});

it('announces a larger budget anew, and a shorter period counts what was spent in it', async () => {
  const alerts: number[] = [];
  const admission = openAdmission({
    load: async () => 0,
    most: async () => 0,
    alert: ({ share }) => alerts.push(share),
    now: () => Date.UTC(2026, 0, 1, 12),
  });
  const spend = async (limit: ReturnType<typeof limitOf>, dollars: number) =>
    (await admission.admit([limit], actor, { tokens: 0, nanos: 0 })).settle(dollars * 1e9, 0);
  const small = limitOf({ dollars: 10, period: 'month', alertAt: [0.5] });
  await spend(small, 6);
  await spend(small, 1);
  expect(alerts).toEqual([0.5]);
  const large = limitOf({ dollars: 20, period: 'month', alertAt: [0.5] });
  await spend(large, 1);
  expect(alerts).toEqual([0.5]);
  await spend(large, 4);
  expect(alerts).toEqual([0.5, 0.5]);
  // On the first of a month the day and the month have begun at the same time.
  expect(await admission.spent(large)).toBe(12e9);
  expect(await admission.spent(limitOf({ dollars: 20, period: 'day', alertAt: [] }))).toBe(0);
});

it('gives the tokens that a call did not take back to the minute it began in, and to no other', async () => {
  let time = Date.UTC(2026, 0, 1, 12);
  const admission = openAdmission({ load: async () => 0, most: async () => 0, alert() {}, now: () => time });
  const limit = {
    ...{ id: 'lim_2', workspaceId: 'ws_1', createdAt: new Date(0) },
    rule: { name: 'Tokens', subject: { of: 'workspace' as const }, tokensPerMinute: 1_000 },
  };
  const ask = async (tokens: number) => admission.admit([limit], actor, { tokens, nanos: 0 });
  const long = await ask(900);
  time += 119_000;
  // Of the first minute a sixtieth counts, so there is room for this one and not for more.
  const other = await ask(980);
  long.settle(0, 10);
  await expect(ask(100)).rejects.toMatchObject({ code: 'gateway.limit_reached' });
  other.settle(0, 20);
  await expect(ask(100)).resolves.toBeDefined();
});
