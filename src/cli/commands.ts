import { createReadStream, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createParser } from 'eventsource-parser';
import { z } from 'zod';
import { Collection, Document, Ingestion } from '../knowledge/contract.ts';
import { type Client, Refused } from './client.ts';
import type { Output } from './output.ts';

const Applied = z.object({
  apps: z.array(z.object({ slug: z.string(), version: z.number(), created: z.boolean() })),
  collections: z.array(z.object({ slug: z.string(), id: z.string(), created: z.boolean() })),
  datasets: z.array(z.object({ slug: z.string(), version: z.number(), added: z.number() })),
  evals: z.array(z.object({ slug: z.string(), created: z.boolean() })),
  guardrails: z.array(z.object({ slug: z.string(), created: z.boolean() })).default([]),
  trainingSets: z.array(z.object({ slug: z.string(), created: z.boolean(), changed: z.boolean() })),
});

/** sevenfold apply FILE… */
export async function applyFiles(client: Client, out: Output, files: string[]): Promise<void> {
  for (const file of files) {
    const type = extname(file) === '.json' ? 'application/json' : 'application/yaml';
    const answer = await client.send('POST', '/api/apply', {
      body: readFileSync(file),
      headers: { 'content-type': type },
    });
    const applied = Applied.parse(await answer.json());
    const lines = [
      ...applied.guardrails.map(
        (one) => `guardrail policy ${one.slug}: ${one.created ? 'created' : 'updated'}`,
      ),
      ...applied.collections.map(
        (one) => `collection ${one.slug}: ${one.created ? 'created' : 'there already'}`,
      ),
      ...applied.apps.map(
        (one) => `assistant ${one.slug}: version ${one.version}${one.created ? ' created' : ' (unchanged)'}`,
      ),
      ...applied.datasets.map(
        (one) => `data set ${one.slug}: ${one.added} examples added, version ${one.version}`,
      ),
      ...applied.evals.map((one) => `eval ${one.slug}: ${one.created ? 'created' : 'updated'}`),
      ...applied.trainingSets.map(
        (one) =>
          `training set ${one.slug}: ${one.created ? 'created' : one.changed ? 'changed' : 'unchanged'}`,
      ),
    ];
    out.answer(applied, lines.join('\n'));
  }
}

/** sevenfold ingest PATH… --collection NAME; exits with 1 when a file could not be read, and says which and why. */
export async function ingestPaths(
  client: Client,
  out: Output,
  paths: string[],
  collectionName: string,
): Promise<void> {
  const collection = await ensureCollection(client, collectionName);
  const files = paths.flatMap((path) => filesOf(path));
  if (files.length === 0) throw new Refused('There are no files at the given paths.');
  let since: string | undefined;
  const total = { total: 0, ready: 0, failed: 0, skipped: 0 };
  for (let i = 0; i < files.length; i += 50) {
    out.progress(i, files.length, 'files sent');
    const started = await upload(client, collection.id, files.slice(i, i + 50));
    since ??= started.createdAt;
    const ingestion = await follow(client, out, started);
    for (const key of ['total', 'ready', 'failed', 'skipped'] as const) total[key] += ingestion[key];
  }
  out.endProgress();
  const text = `${collection.name}: ${total.ready} documents read, ${total.skipped} unchanged, ${total.failed} failed`;
  const failures = total.failed > 0 ? await failuresSince(client, collection.id, since ?? '') : [];
  const lines = failures.map(({ name, reason }) => `  ${name}: ${reason.replaceAll('_', ' ')}`);
  out.answer({ collection: collection.slug, ...total, failures }, [text, ...lines].join('\n'));
  if (total.failed > 0) process.exitCode = 1;
}

/** What could not be read since a moment; files that came out of an archive are among them. */
async function failuresSince(client: Client, collectionId: string, since: string) {
  const path = `/api/collections/${collectionId}/documents?status=failed&limit=1000`;
  const { data } = z.object({ data: z.array(Document) }).parse(await client.json('GET', path));
  return data
    .filter(({ createdAt }) => createdAt >= since)
    .map(({ name, reason }) => ({ name, reason: reason ?? 'failed' }));
}

async function ensureCollection(client: Client, name: string): Promise<z.infer<typeof Collection>> {
  const { data } = z
    .object({ data: z.array(Collection) })
    .parse(await client.json('GET', '/api/collections'));
  const known = data.find((one) => one.slug === name || one.name === name || one.id === name);
  return known ?? Collection.parse(await client.json('POST', '/api/collections', { name }));
}

/** Files below a path with the name they will have. Links are not followed: they may lead out of the folder. */
function filesOf(path: string): { path: string; name: string }[] {
  const stat = lstatSync(path);
  if (stat.isFile()) return [{ path, name: basename(path) }];
  if (!stat.isDirectory()) return [];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => ({ path: join(path, name), name: relative(path, join(path, name)) }))
    .filter((file) => lstatSync(file.path).isFile() && !/(^|\/)\./.test(file.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function upload(client: Client, collectionId: string, files: { path: string; name: string }[]) {
  const form = new FormData();
  for (const [i, { path, name }] of files.entries()) {
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    for await (const chunk of createReadStream(path)) chunks.push(chunk);
    form.append(`path:${i}`, name);
    form.append('file', new Blob(chunks), String(i));
  }
  const answer = await client.send('POST', `/api/collections/${collectionId}/files`, { body: form });
  return Ingestion.parse(await answer.json());
}

async function follow(client: Client, out: Output, started: z.infer<typeof Ingestion>) {
  let ingestion = started;
  while (ingestion.status === 'running') {
    out.progress(ingestion.ready + ingestion.failed, ingestion.total, 'documents read');
    await sleep(300);
    ingestion = Ingestion.parse(await client.json('GET', `/api/ingestions/${ingestion.id}`));
  }
  return ingestion;
}

interface AskEvent {
  type: string;
  id?: string;
  text?: string;
  citations?: { filename: string; quote: string }[];
  abstained?: boolean;
  reason?: string | null;
}

const CUT_OFF = 'The answer broke off: the server stopped or the connection was lost. Ask again.';

/** sevenfold ask ASSISTANT QUESTION */
export async function ask(client: Client, out: Output, assistant: string, question: string): Promise<void> {
  const [slug, version] = assistant.replace(/^app\//, '').split('@');
  const body = {
    messages: [{ role: 'user', content: question }],
    version: version ? Number(version) : undefined,
  };
  const headers = { 'content-type': 'application/json' };
  const answer = await client.send('POST', `/api/apps/${slug}/ask`, { headers, body: JSON.stringify(body) });
  const citations: { filename: string; quote: string }[] = [];
  let finished = false;
  const result = { run_id: '', answer: '', abstained: false, reason: null as string | null, citations };
  const take = (event: AskEvent) => {
    if (event.type === 'run') result.run_id = event.id ?? '';
    if (event.type === 'text') {
      result.answer += event.text ?? '';
      out.write(event.text ?? '');
    }
    if (event.type === 'citations') citations.push(...(event.citations ?? []));
    if (event.type === 'done') {
      finished = true;
      Object.assign(result, { abstained: event.abstained, reason: event.reason });
    }
  };
  const parser = createParser({
    onEvent: ({ data, event }) => {
      const parsed = JSON.parse(data);
      if (event === 'error') throw new Refused([parsed.detail, parsed.remedy].join(' '));
      take(parsed);
    },
  });
  const decoder = new TextDecoder();
  try {
    for await (const chunk of answer.body ?? []) parser.feed(decoder.decode(chunk, { stream: true }));
  } catch (cause) {
    throw cause instanceof Refused ? cause : new Refused(CUT_OFF, { cause });
  }
  if (!finished) throw new Refused(CUT_OFF);
  const sources = citations.map(({ filename, quote }, i) => `  [${i + 1}] ${filename}: "${quote}"`);
  out.answer(result, out.json ? '' : `\n${sources.join('\n')}`);
}

/** sevenfold reindex */
export async function reindex(client: Client, out: Output): Promise<void> {
  const started = z
    .object({ id: z.string(), passages: z.number() })
    .parse(await client.json('POST', '/api/reindex'));
  out.answer(started, `The search index is being rebuilt from ${started.passages} passages.`);
}
