import { setTimeout as sleep } from 'node:timers/promises';
import { startWireUpstream } from '../../harness/wire-upstream.ts';
import { messages } from './messages.ts';
import { call } from './studio.ts';
import { jobEnded } from './tuned.ts';

const FILE = 'file-of-messages';

/**
 * A model that a provider trained and that was erased here; returns its id once the provider has answered.
 * @param deletes the status with which the provider answers when it has to delete the model
 */
export async function erasedAtProvider(slug: string, deletes: 200 | 403): Promise<string> {
  const theirs = `ft:base:oakhaven::${slug}`;
  const upstream = await startWireUpstream(({ method, path, body }) => {
    const json = (value: unknown) => ({ body: JSON.stringify(value) });
    if (method === 'DELETE') {
      const refused = deletes !== 200 && path.startsWith('/v1/models/');
      return refused
        ? { status: deletes, ...json({ error: { message: 'This key may not delete models' } }) }
        : json({ id: path.split('/').at(-1), deleted: true });
    }
    if (path === '/v1/files') return json({ id: FILE, object: 'file' });
    if (path.endsWith('/models')) return json({ object: 'list', data: [{ id: 'base' }, { id: theirs }] });
    if (path === '/v1/fine_tuning/jobs' && method === 'POST')
      return json({ id: 'ftjob-1', status: 'queued', metadata: body.metadata });
    if (path.startsWith('/v1/fine_tuning/jobs?') || path.includes('/events')) return json({ data: [] });
    return json({ id: 'ftjob-1', status: 'succeeded', fine_tuned_model: theirs, error: null });
  });
  try {
    await call('POST', '/api/providers', { slug, baseUrl: `${upstream.url}/v1`, apiKey: 'sk-of-the-tuner' });
    const { id } = await call<{ id: string }>('POST', '/v1/fine_tuning/jobs', {
      model: `${slug}/base`,
      training_file: await sent(),
    });
    const { model, problem } = await jobEnded(id);
    if (!model) throw new Error(`the job made no model: ${JSON.stringify(problem)}`);
    await call('POST', `/api/tuned-models/${model.id}/erase`, { trainingSet: false });
    await answered(model.id);
    return model.id;
  } finally {
    await upstream.close();
  }
}

async function sent(): Promise<string> {
  const lines = messages().map(({ question, answer }) =>
    JSON.stringify({
      messages: [
        { role: 'user', content: question },
        { role: 'assistant', content: answer },
      ],
    }),
  );
  const body = new FormData();
  body.append('file', new Blob([lines.join('\n')]), 'messages.jsonl');
  body.append('purpose', 'fine-tune');
  return (await call<{ id: string }>('POST', '/v1/files', body)).id;
}

async function answered(id: string): Promise<void> {
  type Shown = { atProvider: { status: string } | null };
  while ((await call<Shown>('GET', `/api/tuned-models/${id}`)).atProvider?.status === 'deleting')
    await sleep(250);
}
