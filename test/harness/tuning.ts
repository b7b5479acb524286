import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import type { TrainingSetVersion } from '../../src/tuning/contract.ts';
import type { CallOptions, TestServer } from './server.ts';

export type Version = z.infer<typeof TrainingSetVersion>;
type Server = Pick<TestServer, 'call' | 'json'>;

export async function makeDataset(
  server: Server,
  slug: string,
  examples: readonly Record<string, unknown>[],
  options: CallOptions = {},
): Promise<void> {
  await server.call('POST', '/api/datasets', { ...options, body: { slug, name: slug } });
  const answer = await server.call('POST', `/api/datasets/${slug}/examples`, {
    ...options,
    body: { examples },
  });
  if (!answer.ok) throw new Error(await answer.text());
}

/** Uploads lines for fine-tuning and returns the file's id. */
export async function fineTuneFile(
  server: Server,
  lines: readonly unknown[] | string,
  options: CallOptions = {},
): Promise<string> {
  const text = typeof lines === 'string' ? lines : lines.map((line) => JSON.stringify(line)).join('\n');
  const body = new FormData();
  body.append('file', new Blob([text]), 'training.jsonl');
  body.append('purpose', 'fine-tune');
  return (await server.json<{ id: string }>('POST', '/v1/files', { ...options, body })).id;
}

/** Makes a training set and waits until its first version is built, or is not. */
export async function built(server: Server, slug: string, recipe: unknown): Promise<Version> {
  const answer = await server.call('POST', '/api/training-sets', { body: { slug, name: slug, recipe } });
  if (answer.status !== 201) throw new Error(await answer.text());
  return builtVersion(server, slug, 1);
}

export async function builtVersion(server: Server, slug: string, number: number): Promise<Version> {
  for (let waited = 0; waited < 60_000; waited += 50) {
    const version = await server.json<Version>('GET', `/api/training-sets/${slug}/versions/${number}`);
    if (version.finishedAt) return version;
    await sleep(50);
  }
  throw new Error(`${slug} was not built within a minute`);
}
