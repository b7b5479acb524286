import { expect, it } from 'vitest';
import { gatewayErrors } from '../errors.ts';
import { attempt } from './attempts.ts';
import { watchHealth } from './health.ts';

const failed = () => gatewayErrors.upstream_failed({ provider: 'p', upstreamStatus: 500, detail: '' });
const rejected = () => gatewayErrors.upstream_rejected({ provider: 'p', detail: 'a bad request' });

it('asks a place again that has refused a bad request: only failures in a row let it rest', async () => {
  let now = 0;
  const health = watchHealth(() => now);
  const ask = (answer: () => Promise<string>) =>
    attempt({
      candidates: [{ model: 'p/m', place: undefined }],
      ...{ retries: 0, hedgeAfterMs: undefined, health, run: answer, discard() {} },
      context: { signal: new AbortController().signal },
    });
  const fail = () => ask(() => Promise.reject(failed()));
  for (let n = 0; n < 5; n += 1)
    await expect(fail()).rejects.toMatchObject({ code: 'gateway.upstream_failed' });
  await expect(fail()).rejects.toMatchObject({ code: 'gateway.circuit_open' });
  now += 10_001;
  await expect(ask(() => Promise.reject(rejected()))).rejects.toMatchObject({
    code: 'gateway.upstream_rejected',
  });
  expect(await ask(async () => 'well')).toBe('well');
});

it('remembers a bounded number of places, whatever names callers make up', () => {
  const health = watchHealth(() => 0);
  health.succeeded('p first', 10);
  for (let n = 0; n < 5_000; n += 1) health.failed(`p made up ${n}`);
  expect(health.latency('p first')).toBeUndefined();
  for (let n = 0; n < 4; n += 1) health.failed('p made up 4999');
  expect(health.restsFor('p made up 4999')).toBeGreaterThan(0);
});
