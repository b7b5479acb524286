import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageSet } from './messages.ts';
import { call } from './studio.ts';

export interface Trained {
  /** Of the data set and the training set. */
  slug: string;
  job: string;
  model: string;
}

interface Job {
  id: string;
  status: string;
  trainingSet: { slug: string };
  model: { id: string } | null;
  problem: unknown;
}

/** What an eval measures with, nearly or exactly, and labels that somebody got wrong. */
const EXAM = [
  'Is the garden bench in stock in the Kelso store?',
  'The box was wet and the cordless drill is rusty already.',
];
export const SLIPS = [
  { question: 'The lid of my petrol mower arrived in two pieces.', answer: 'stock' },
  { question: 'How long is the warranty of a garden bench that I bought in May?', answer: 'invoice' },
  { question: 'May I bring the unopened pressure washer back to you next week?', answer: 'repair' },
];

/** A model that was really trained, on a small data set of its own, with everything that a report can tell. */
export async function trained(options: Record<string, unknown> = {}): Promise<Trained> {
  const slug = `messages-${randomBytes(3).toString('hex')}`;
  await messageSet(slug, `Messages ${slug.slice(9)}`, SLIPS);
  await exam(`${slug}-exam`);
  const { id } = await call<Job>('POST', '/api/tuning/jobs', {
    ...{ dataset: slug, task: 'single', suffix: slug, options },
  });
  const job = await jobEnded(id);
  if (!job.model) throw new Error(`the job ${job.status}: ${JSON.stringify(job.problem)}`);
  return { slug: job.trainingSet.slug, job: id, model: job.model.id };
}

/** An eval of an assistant of its own, so that some of the messages are in an exam. */
async function exam(slug: string): Promise<void> {
  const examples = EXAM.map((question) => ({ question, answer: 'It depends.' }));
  await call('POST', '/api/apply', { kind: 'assistant', slug, name: slug, knowledge: [] });
  await call('POST', '/api/apply', { kind: 'dataset', slug, name: slug, examples });
  await call('POST', '/api/apply', {
    ...{ kind: 'eval', slug, name: slug, app: slug, dataset: slug },
    graders: [{ name: 'says', type: 'contains' }],
    gate: { criteria: [{ grader: 'says', at_least: 0.5 }] },
  });
}

export async function jobEnded(id: string): Promise<Job> {
  for (;;) {
    const job = await call<Job>('GET', `/api/tuning/jobs/${id}`);
    if (job.status !== 'queued' && job.status !== 'running') return job;
    await sleep(250);
  }
}
