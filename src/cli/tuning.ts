import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { TrainingSet, TrainingSetVersion } from '../tuning/contract.ts';
import { TuningJob } from '../tuning/contract-jobs.ts';
import { TunedModel } from '../tuning/contract-models.ts';
import { type Client, Refused } from './client.ts';
import type { Output } from './output.ts';

type Version = z.infer<typeof TrainingSetVersion>;
const Sets = z.object({ data: z.array(TrainingSet) });
const Models = z.object({ data: z.array(TunedModel) });

/** sevenfold tuning create SLUG --dataset NAME | --file PATH: makes a training set and waits until it is built. */
export async function createSet(
  client: Client,
  out: Output,
  slug: string,
  { dataset, file, task }: { dataset?: string; file?: string; task?: string },
): Promise<void> {
  if ((dataset === undefined) === (file === undefined))
    throw new Refused('Say what to learn from: either --dataset or --file.');
  const source =
    file === undefined ? { type: 'dataset', dataset } : { type: 'file', file: await upload(client, file) };
  const recipe = { sources: [source], ...(task ? { task } : {}) };
  await client.json('POST', '/api/training-sets', { slug, name: slug, recipe });
  const path = `/api/training-sets/${encodeURIComponent(slug)}/versions/1`;
  let version = TrainingSetVersion.parse(await client.json('GET', path));
  while (!version.finishedAt) {
    out.progress(version.progress.done, version.progress.total, 'texts');
    await sleep(300);
    version = TrainingSetVersion.parse(await client.json('GET', path));
  }
  out.endProgress();
  out.answer(version, describe(slug, version).join('\n'));
  if (version.status !== 'ready') process.exitCode = 1;
}

async function upload(client: Client, path: string): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([readFileSync(path)]), path.split('/').at(-1) ?? 'training.jsonl');
  form.append('purpose', 'fine-tune');
  const answer = await client.send('POST', '/v1/files', { body: form });
  return z.object({ id: z.string() }).parse(await answer.json()).id;
}

/** sevenfold tuning list: training sets and tuned models. */
export async function listTuning(client: Client, out: Output): Promise<void> {
  const sets = Sets.parse(await client.json('GET', '/api/training-sets')).data;
  const models = Models.parse(await client.json('GET', '/api/tuned-models')).data;
  const lines = [
    ...sets.map(({ slug, latest }) =>
      latest
        ? `training set ${slug}: version ${latest.number} ${latest.status}, ${latest.report?.kept ?? 0} examples`
        : `training set ${slug}: not built`,
    ),
    ...models.filter((model) => !model.erasedAt).map(lineOf),
  ];
  out.answer({ trainingSets: sets, models }, lines.join('\n') || 'There is nothing yet.');
}

/** sevenfold tuning show NAME: a training set by its slug, or a tuned model by its id or name. */
export async function showTuning(client: Client, out: Output, name: string): Promise<void> {
  if (!name.startsWith('ft')) {
    const set = TrainingSet.parse(await client.json('GET', `/api/training-sets/${encodeURIComponent(name)}`));
    return out.answer(set, set.latest ? describe(name, set.latest).join('\n') : `${name} is not built.`);
  }
  const models = Models.parse(await client.json('GET', '/api/tuned-models?limit=200')).data;
  const model = models.find((one) => one.id === name || one.name === name);
  if (!model) throw new Refused(`There is no tuned model "${name}".`);
  const card = z
    .object({ markdown: z.string() })
    .parse(await client.json('GET', `/api/tuned-models/${model.id}/card`));
  out.answer(model, card.markdown);
}

/** sevenfold tuning train SLUG: builds a new version of the training set, trains on it and waits; exits with 1 when it fails. */
export async function train(
  client: Client,
  out: Output,
  slug: string,
  { base, suffix, seed, keep }: { base?: string; suffix?: string; seed?: number; keep?: boolean },
): Promise<void> {
  if (!keep) await client.json('POST', `/api/training-sets/${encodeURIComponent(slug)}/versions`);
  const started = await client.json('POST', '/api/tuning/jobs', {
    ...{ trainingSet: slug, base, suffix },
    options: seed === undefined ? {} : { seed },
  });
  let job = TuningJob.parse(started);
  while (['queued', 'running', 'paused'].includes(job.status)) {
    out.progress(job.progress.done, job.progress.total, job.phase);
    await sleep(400);
    job = TuningJob.parse(await client.json('GET', `/api/tuning/jobs/${job.id}`));
  }
  out.endProgress();
  if (!job.model) {
    const { message = '', remedy = '' } = job.problem ?? {};
    throw new Refused(`The job ${job.id} ended as "${job.status}". ${message} ${remedy}`.trim());
  }
  const model = TunedModel.parse(await client.json('GET', `/api/tuned-models/${job.model.id}`));
  out.answer({ job, model }, lineOf(model));
}

function lineOf({ name, report, tainted }: z.infer<typeof TunedModel>): string {
  const [first] = report?.measures ?? [];
  const good = first
    ? `: ${first.name} ${first.estimate.toFixed(3)} (${first.low.toFixed(3)} to ${first.high.toFixed(3)}) of ${first.of}`
    : '';
  return `model ${name}${good}${tainted ? `; ${tainted.sources} of its sources were deleted` : ''}`;
}

function describe(slug: string, { number, status, report, problem }: Version): string[] {
  const { splits, leftOut = [], leakage } = report ?? {};
  return [
    `${slug}, version ${number}: ${status}${problem ? `. ${problem.message} ${problem.remedy}` : ''}`,
    ...(splits ? [`  ${splits.train} train, ${splits.validation} validation, ${splits.test} test`] : []),
    ...leftOut.map(({ reason, count }) => `  left out: ${count} ${reason}`),
    ...(leakage?.checked ?? []).map(
      (one) => `  checked against ${one.dataset}: ${one.exact} the same, ${one.near} nearly`,
    ),
  ];
}
