import type { InputOf } from '../../kernel/contract.ts';
import { type Actor, errors, type Tx } from '../../kernel/index.ts';
import { findStoredFile, startOfStoredFile } from '../../knowledge/index.ts';
import type { Tuning } from '../bag.ts';
import { Recipe, type Task } from '../contract.ts';
import { TrainingOptions } from '../contract-jobs.ts';
import type * as contract from '../contract-openai.ts';
import { tuningErrors } from '../errors.ts';
import { beginJob } from '../jobs/start-job.ts';
import { checkScopes } from '../training-sets/check-scopes.ts';
import { isList } from '../training-sets/labels-of.ts';
import { answersIn } from '../training-sets/read-lines.ts';
import { presentWireJob } from './present.ts';

/** POST /v1/fine_tuning/jobs: a training set is made of the files, checked as every one, and trained with. */
export async function createFineTuningJob(
  bag: Tuning,
  actor: Actor,
  input: InputOf<typeof contract.createFineTuningJob>,
) {
  const { model, training_file: trainingFile, validation_file: validationFile, method } = input;
  if (method && method.type !== 'supervised') throw tuningErrors.unsupported_method({ method: method.type });
  const hosted = !model.startsWith('local/');
  const wanted = await bag.db.in(actor.workspaceId, async (tx) => {
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
    return { slug: slugOf(filename), name: filename, recipe };
  });
  const row = await beginJob(bag, actor, wanted, {
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

/** Several labels where most answers are lists, else one; of a large file its beginning tells. */
async function taskOf(tx: Tx, actor: Actor, id: string): Promise<Task> {
  const start = await startOfStoredFile(tx, actor, id);
  const answers = start ? answersIn(start.bytes, start.whole) : [];
  return answers.filter(isList).length * 2 > answers.length ? 'multi' : 'single';
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
