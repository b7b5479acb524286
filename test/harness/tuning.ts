import { setTimeout as sleep } from 'node:timers/promises';
import type OpenAI from 'openai';
import type { z } from 'zod';
import type { TrainingSetVersion } from '../../src/tuning/contract.ts';
import type { CurvePoint, TuningJob } from '../../src/tuning/contract-jobs.ts';
import type { TunedModel } from '../../src/tuning/contract-models.ts';
import { dumpTables } from '../hardening/support/dump.ts';
import { ADMIN_KEY, type CallOptions, type TestServer } from './server.ts';

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
  for (let waited = 0; waited < 170_000; waited += 200) {
    const version = await server.json<Version>('GET', `/api/training-sets/${slug}/versions/${number}`);
    if (version.finishedAt) return version;
    await sleep(200);
  }
  throw new Error(`${slug} was not built within a minute`);
}

export type Job = z.infer<typeof TuningJob> & { curve: z.infer<typeof CurvePoint>[] };
export type Model = z.infer<typeof TunedModel>;

const NOUNS = ['sofa', 'lamp', 'drill', 'fence', 'mower', 'kettle', 'carpet', 'shelf', 'ladder', 'boiler'];
const ASK: Record<string, (noun: string) => string> = {
  invoice: (noun) => `Please send me the bill for my ${noun}`,
  refund: (noun) => `I want the money back for the ${noun} that broke`,
  delivery: (noun) => `When does the van with my ${noun} arrive`,
};
/** Thirty mails with one of three labels. */
export const MAIL = Object.entries(ASK).flatMap(([answer, ask]) =>
  NOUNS.map((noun) => ({ question: ask(noun), answer })),
);

/** Waits until a job has ended, or rests. */
export async function endedJob(server: Server, id: string, options: CallOptions = {}): Promise<Job> {
  for (let waited = 0; waited < 170_000; waited += 200) {
    const job = await server.json<Job>('GET', `/api/tuning/jobs/${id}`, options);
    if (job.finishedAt) return job;
    await sleep(200);
  }
  throw new Error(`the job ${id} did not end in time`);
}

/** Polls until a job has ended. */
export async function wireEnded(client: OpenAI, id: string): Promise<OpenAI.FineTuning.FineTuningJob> {
  for (let waited = 0; waited < 170_000; waited += 200) {
    const job = await client.fineTuning.jobs.retrieve(id);
    if (job.finished_at !== null) return job;
    await sleep(200);
  }
  throw new Error(`the job ${id} did not end in time`);
}

/** The calls of a server that is a process of its own. */
export function clientOf(url: string): Server {
  const call: Server['call'] = (method, path, { key = ADMIN_KEY, body, headers = {} } = {}) =>
    fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    call,
    json: async <T>(method: string, path: string, options?: CallOptions) =>
      (await (await call(method, path, options)).json()) as T,
  };
}

export const databaseOf = (server: TestServer) => server.platform.kernel.config.DATABASE_URL ?? '';

/** Tables in which a text stands, whoever may see them: row security would hide it from the server's own role. */
export async function holding(server: TestServer, text: string): Promise<string[]> {
  const dump = await dumpTables(databaseOf(server));
  return [...dump].filter(([, rows]) => rows.includes(text)).map(([table]) => table);
}
