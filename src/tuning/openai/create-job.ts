import type { InputOf } from '../../kernel/contract.ts';
import { type Actor, errors, type Tx } from '../../kernel/index.ts';
import { findStoredFile, readStoredFile } from '../../knowledge/index.ts';
import type { Tuning } from '../bag.ts';
import { Recipe, type Task } from '../contract.ts';
import { TrainingOptions } from '../contract-jobs.ts';
import type * as contract from '../contract-openai.ts';
import { tuningErrors } from '../errors.ts';
import { beginJob, freshSet } from '../jobs/start-job.ts';
import { checkScopes } from '../training-sets/check-scopes.ts';
import { presentWireJob } from './present.ts';

/** Larger files are not looked into before the job begins: what they hold is found out while the training set is built. */
const MOST_LOOKED_AT = 2 ** 20;

/** POST /v1/fine_tuning/jobs: a training set is made of the files, checked as every one, and trained with. */
export async function createFineTuningJob(
  bag: Tuning,
  actor: Actor,
  input: InputOf<typeof contract.createFineTuningJob>,
) {
  const { model, training_file: trainingFile, validation_file: validationFile, method } = input;
  if (method && method.type !== 'supervised') throw tuningErrors.unsupported_method({ method: method.type });
  const hosted = !model.startsWith('local/');
  const start = await bag.db.in(actor.workspaceId, async (tx) => {
    const sources = [{ type: 'file' as const, file: trainingFile }];
    checkScopes(actor, Recipe.parse({ sources }));
    const { filename } = await fileNamed(tx, actor, trainingFile);
    if (validationFile) await fileNamed(tx, actor, validationFile);
    const recipe = Recipe.parse({
      task: hosted ? 'answers' : await taskOf(tx, actor, trainingFile),
      sources,
      ...(validationFile ? { validation: { type: 'file', file: validationFile } } : {}),
      // A provider tests by itself what it trains; what stays here is tested on a tenth.
      split: { by: 'random', validation: validationFile || hosted ? 0 : 0.1, test: hosted ? 0 : 0.1 },
      ...(typeof input.seed === 'number' ? { seed: input.seed } : {}),
    });
    return freshSet(tx, actor, { slug: slugOf(filename), name: filename, recipe });
  });
  const row = await beginJob(bag, actor, start, {
    base: model,
    suffix: slugOf(input.suffix ?? 'tuned'),
    options: TrainingOptions.parse(typeof input.seed === 'number' ? { seed: input.seed } : {}),
    wire: {
      ...{ trainingFile, validationFile: validationFile ?? null, resultFiles: [] },
      hyperparameters: { ...(method?.supervised?.hyperparameters ?? input.hyperparameters ?? {}) },
      metadata: input.metadata ?? null,
      integrations: input.integrations ?? null,
    },
  });
  return bag.db.in(actor.workspaceId, (tx) => presentWireJob(tx, row));
}

async function fileNamed(tx: Tx, actor: Actor, id: string) {
  const file = await findStoredFile(tx, actor, id);
  if (!file) throw errors.not_found({ what: 'The file' });
  return file;
}

/** A line whose answer is a list of labels, as text of the assistant or beside a plain text. */
const LIST = /"role"\s*:\s*"assistant"\s*,\s*"content"\s*:\s*"\s*\[|"labels"\s*:\s*\[/;

/** Several labels where most answers are lists, else one. A line that cannot be read is found when the set is built. */
async function taskOf(tx: Tx, actor: Actor, id: string): Promise<Task> {
  const file = await findStoredFile(tx, actor, id);
  if (!file || file.size > MOST_LOOKED_AT) return 'single';
  const { bytes } = await readStoredFile(tx, actor, id, MOST_LOOKED_AT);
  const lines = Buffer.from(bytes)
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const lists = lines.filter((line) => LIST.test(line));
  return lists.length * 2 > lines.length ? 'multi' : 'single';
}

/** Made of what a name has that a slug may have. */
function slugOf(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/\.jsonl?$/, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replaceAll(/^-+|-+$/g, '');
  return plain || 'tuned';
}
