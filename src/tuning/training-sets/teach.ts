import { type ChatEvent, resolve } from '../../gateway/index.ts';
import { type Failure, toFailure } from '../../kernel/index.ts';
import type { Tuning } from '../bag.ts';
import type { Recipe } from '../contract.ts';
import { countTaught, setTaught, type TrainingExampleRow, untaught } from '../store/training-examples.ts';
import type { TrainingVersionRow } from '../store/training-sets.ts';
import { labelsOf } from './labels-of.ts';
import { type Teacher, teachersOf } from './teachers.ts';

const AT_ONCE = 8;
const BATCH = 64;

/**
 * Has the teacher label the next texts. Each answer is stored as it comes, so that none is paid for twice.
 * @returns how far it has come; undefined when all texts have an answer
 */
export async function teachSome(
  bag: Tuning,
  version: TrainingVersionRow,
  signal: AbortSignal,
): Promise<{ done: number; total: number } | undefined> {
  const { workspaceId } = version;
  const rows = await bag.db.in(workspaceId, (tx) => untaught(tx, version.id, BATCH));
  if (rows.length === 0) return undefined;
  const queue = [...rows];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let row = queue.shift(); row && !signal.aborted; row = queue.shift()) {
        const { id } = row;
        const taught = await teach(bag, version, row, signal);
        await bag.db.in(workspaceId, (tx) => setTaught(tx, id, taught));
      }
    }),
  );
  return bag.db.in(workspaceId, (tx) => countTaught(tx, version.id));
}

async function teach(
  bag: Tuning,
  { actor, recipe }: TrainingVersionRow,
  row: TrainingExampleRow,
  signal: AbortSignal,
): Promise<Parameters<typeof setTaught>[2]> {
  const teacher = teachersOf(recipe).get(row.through);
  if (!teacher) return { labels: null, leftOut: 'teacher_failed' };
  try {
    const model = await resolve(bag, actor, teacher.model);
    const context = { actor, signal, dataClass: row.dataClass };
    const said = await textOf(model.chat(requestOf(teacher, recipe, row.text), context));
    const labels = labelsOf(recipe.task, said);
    const known = !teacher.labels || labels.every((label) => teacher.labels?.includes(label));
    return labels.length > 0 && known
      ? { labels, leftOut: null }
      : { labels: null, leftOut: 'teacher_failed' };
  } catch (thrown) {
    const failure = toFailure(thrown);
    // What the next text would meet as well stops the build and says so; what only this text met leaves it out.
    if (signal.aborted || concernsAll(failure)) throw failure;
    return { labels: null, leftOut: 'teacher_failed' };
  }
}

/** A refusal of the place, the key, the budget or the database, and not of this text. */
function concernsAll({ status, code }: Failure): boolean {
  return status !== 400 || code === 'gateway.cannot_chat';
}

function requestOf(teacher: Teacher, recipe: Recipe, text: string) {
  const { labels, instructions, model } = teacher;
  const choose = labels
    ? `Choose ${recipe.task === 'multi' ? 'all that apply' : 'exactly one'} of these labels: ${labels.join(', ')}.`
    : '';
  const system = [instructions, choose].filter(Boolean).join('\n\n');
  const label = { type: 'string', enum: labels };
  const value = recipe.task === 'multi' ? { type: 'array', items: label } : label;
  const schema = {
    type: 'object',
    properties: { label: value },
    required: ['label'],
    additionalProperties: false,
  };
  return {
    model,
    temperature: 0,
    messages: [
      ...(system ? [{ role: 'system' as const, content: system }] : []),
      { role: 'user' as const, content: text },
    ],
    ...(labels
      ? { response_format: { type: 'json_schema', json_schema: { name: 'label', strict: true, schema } } }
      : {}),
  };
}

async function textOf(events: AsyncIterable<ChatEvent>): Promise<string> {
  let text = '';
  for await (const event of events) if (event.type === 'text') text += event.text;
  return text;
}
