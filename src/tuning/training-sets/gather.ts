import { judgedRuns, recentRuns } from '../../apps/index.ts';
import { acceptedProposals, listExamples, loadDataset } from '../../evals/index.ts';
import { strictest } from '../../gateway/index.ts';
import { type Guardrails, hidePersonal } from '../../guardrails/index.ts';
import { type Actor, errors, newId, type Tx } from '../../kernel/index.ts';
import { readStoredFile } from '../../knowledge/index.ts';
import type { Recipe, Source, Task, TrainingPolicy } from '../contract.ts';
import { tuningErrors } from '../errors.ts';
import type { StoredSkip } from '../schema.ts';
import type { NewExample } from '../store/training-examples.ts';
import { type Candidate, hashOf, type Offered } from './candidate.ts';
import { originsOf, type Permission, permission } from './consent.ts';
import { labelsOf } from './labels-of.ts';
import { readLines } from './read-lines.ts';
import { sample } from './sample.ts';
import { type Teacher, teacherName } from './teachers.ts';

/** What one training set may hold, in examples and bytes of a file. */
export const MOST_EXAMPLES = 200_000;
const MOST_BYTES = 200 * 2 ** 20;
/** Longer texts are documents; the embedding model reads 256 tokens of them. */
const LONGEST_TEXT = 20_000;

export interface Gathering {
  /** Takes out what tells whom a text is about. */
  bag: Guardrails;
  tx: Tx;
  actor: Actor;
  policy: TrainingPolicy;
  recipe: Recipe;
}

/** Reads what the sources offer. What must not be learned from does not come out of here, only how much of it there was. */
export async function gather(at: Gathering, version: { workspaceId: string; versionId: string }) {
  const { recipe } = at;
  const rows: NewExample[] = [];
  const skipped = new Map<string, StoredSkip>();
  const sources = [
    ...(recipe.validation ? [{ source: recipe.validation, forValidation: true }] : []),
    ...recipe.sources.map((source) => ({ source, forValidation: false })),
  ];
  for (const { source, forValidation } of sources)
    for (const offered of await offersOf(at, source)) {
      const refused = 'refused' in offered ? offered : refusedByRecipe(recipe, offered.candidate);
      if (refused) {
        const key = `${refused.source} ${refused.refused}`;
        const entry = skipped.get(key) ?? { source: refused.source, reason: refused.refused, count: 0 };
        skipped.set(key, { ...entry, count: entry.count + 1 });
        continue;
      }
      if (!('candidate' in offered)) continue;
      if (rows.length >= MOST_EXAMPLES) throw tuningErrors.too_many_examples({ limit: MOST_EXAMPLES });
      rows.push(toRow(offered.candidate, { ...version, forValidation }));
    }
  return { rows, skipped: [...skipped.values()] };
}

function refusedByRecipe(recipe: Recipe, candidate: Candidate) {
  if (recipe.dataClasses.includes(candidate.dataClass)) return undefined;
  return { source: candidate.source, refused: 'data_class' as const };
}

function toRow(
  { outOfScope, ...candidate }: Candidate,
  rest: { workspaceId: string; versionId: string; forValidation: boolean },
): NewExample {
  const text = candidate.text.trim();
  const leftOut =
    text === ''
      ? 'no_text'
      : text.length > LONGEST_TEXT
        ? 'too_long'
        : candidate.labels?.length === 0 && !outOfScope
          ? 'no_label'
          : null;
  return {
    ...candidate,
    ...rest,
    id: newId('tex'),
    text: text.slice(0, LONGEST_TEXT),
    textHash: hashOf(text.slice(0, LONGEST_TEXT)),
    leftOut,
  };
}

async function offersOf(at: Gathering, source: Source): Promise<Offered[]> {
  const { task } = at.recipe;
  if (source.type === 'dataset') return fromDataset(at, source.dataset, task, source.tag);
  if (source.type === 'file') return fromFile(at, source.file, task);
  if (source.type === 'proposals') return fromProposals(at, source.app);
  if (source.type === 'runs') return fromRuns(at, source);
  const offers = await unlabelled(at, source.texts);
  const some = sample(offers, source.most, at.recipe.seed);
  const through = teacherName(at.recipe, source);
  return some.map((offered) =>
    'candidate' in offered
      ? {
          candidate: {
            ...offered.candidate,
            labels: null,
            source: 'teacher' as const,
            through,
          },
        }
      : { ...offered, source: 'teacher' as const },
  );
}

function unlabelled(at: Gathering, texts: Teacher['texts']): Promise<Offered[]> {
  if (texts.type === 'dataset') return fromDataset(at, texts.dataset, 'answers', undefined);
  // A teacher is shown text alone, so a line that asks with more than that is read as one without.
  if (texts.type === 'file') return fromFile(at, texts.file, 'pairs');
  return fromRecentRuns(at, texts.app);
}

const PLAIN = { outOfScope: false, runId: null, group: '', at: null, messages: null, restrictedTo: [] };

async function fromDataset(at: Gathering, slug: string, task: Task, tag?: string): Promise<Offered[]> {
  const { tx, actor, policy, recipe } = at;
  const dataset = await loadDataset(tx, slug);
  const filter = { datasetId: dataset.id, version: dataset.version, ...(tag ? { tag } : {}) };
  const rows = await listExamples(tx, filter);
  const origins = await originsOf(
    tx,
    rows.flatMap((row) => row.runId ?? []),
  );
  return rows.map(({ id, item, source: how, runId, createdAt, dataClass: own }): Offered => {
    const source = how === 'correction' ? 'correction' : 'dataset';
    if (!dataset.training || item.training === false) return { source, refused: 'not_for_training' };
    const may: Permission = runId
      ? permission(actor, policy, origins, { runId, given: how === 'correction' })
      : { refused: null, dataClass: 'internal', restrictedTo: [] };
    if (may.refused) return { source, refused: may.refused };
    const { restrictedTo } = may;
    const dataClass = strictest(may.dataClass, dataset.dataClass, own);
    return {
      candidate: {
        ...PLAIN,
        text: item.question,
        labels: item.unanswerable ? [] : labelsOf(task, item.answer),
        outOfScope: item.unanswerable && (task === 'single' || task === 'hierarchical'),
        source,
        // A changed example keeps the beginning of its id: what derives from it must be found by that.
        sourceId: id.split('.')[0] ?? id,
        through: slug,
        runId,
        group: fieldOf(item, recipe.split.group),
        at: createdAt,
        dataClass,
        restrictedTo,
      },
    };
  });
}

function fieldOf(item: Record<string, unknown>, field: string | undefined): string {
  const value = field === undefined ? undefined : item[field];
  return value === undefined || value === null ? '' : `${field}=${JSON.stringify(value)}`.slice(0, 500);
}

async function fromFile({ tx, actor }: Gathering, id: string, task: Task): Promise<Offered[]> {
  const file = await readStoredFile(tx, actor, id, MOST_BYTES);
  const lines = readLines(id, file.bytes, task);
  if (lines.length === 0) throw errors.invalid({ where: 'file', problem: `${id} has no lines` });
  return lines.map((line): Offered => {
    if (!line.training) return { source: 'file', refused: 'not_for_training' };
    return {
      candidate: {
        ...PLAIN,
        text: line.text,
        labels: labelsOf(task, line.answer),
        outOfScope: Array.isArray(line.answer) && line.answer.length === 0,
        source: 'file',
        sourceId: `${id}#${line.line}`,
        through: id,
        group: line.group === null ? '' : `group=${line.group}`,
        at: line.at,
        messages: line.messages,
        dataClass: strictest(
          'internal',
          file.dataClass,
          file.restrictedTo.length > 0 ? 'confidential' : null,
        ),
        restrictedTo: file.restrictedTo,
      },
    };
  });
}

async function fromProposals({ tx, actor, policy, recipe }: Gathering, app?: string): Promise<Offered[]> {
  const rows = await acceptedProposals(tx, app);
  const origins = await originsOf(
    tx,
    rows.map((row) => row.runId),
  );
  return rows.map((row): Offered => {
    const may = permission(actor, policy, origins, { runId: row.runId, given: row.consent === 'given' });
    if (may.refused) return { source: 'proposal', refused: may.refused };
    return {
      candidate: {
        ...PLAIN,
        text: row.item.question,
        labels: labelsOf(recipe.task, row.item.answer),
        source: 'proposal',
        sourceId: row.id,
        through: row.appSlug,
        runId: row.runId,
        at: row.createdAt,
        dataClass: row.dataClass,
        restrictedTo: row.restrictedTo,
      },
    };
  });
}

async function fromRuns(
  { bag, tx, actor, policy, recipe }: Gathering,
  source: Extract<Source, { type: 'runs' }>,
): Promise<Offered[]> {
  const rows = await judgedRuns(tx, source.app, source.since ? new Date(source.since) : undefined);
  const origins = await originsOf(
    tx,
    rows.map(({ run }) => run.id),
  );
  const offers = rows.map(async ({ run, thumb, correction }): Promise<Offered[]> => {
    const corrected = correction !== null && source.feedback.includes('correction');
    const liked = thumb === 'up' && source.feedback.includes('thumb_up');
    if (!corrected && !liked) return [];
    const kind = corrected ? ('correction' as const) : ('run' as const);
    const may = permission(actor, policy, origins, { runId: run.id, given: true });
    if (may.refused) return [{ source: kind, refused: may.refused }];
    const { text: answer } = await hidePersonal(bag, corrected ? correction : (run.answer ?? ''));
    return [
      {
        candidate: {
          ...PLAIN,
          text: (await hidePersonal(bag, run.question)).text,
          labels: labelsOf(recipe.task, answer),
          source: kind,
          sourceId: run.id,
          through: source.app,
          runId: run.id,
          // One conversation is one group: its turns say the same things.
          group: run.conversationId ? `conversation=${run.conversationId}` : '',
          at: run.startedAt,
          ...{ dataClass: may.dataClass, restrictedTo: may.restrictedTo },
        },
      },
    ];
  });
  return (await Promise.all(offers)).flat();
}

async function fromRecentRuns({ bag, tx, actor, policy }: Gathering, app: string): Promise<Offered[]> {
  const rows = await recentRuns(tx, app, MOST_EXAMPLES);
  const origins = await originsOf(
    tx,
    rows.map((run) => run.id),
  );
  const offers = rows.map(async (run): Promise<Offered> => {
    const may = permission(actor, policy, origins, { runId: run.id, given: false });
    if (may.refused) return { source: 'run', refused: may.refused };
    return {
      candidate: {
        ...PLAIN,
        text: (await hidePersonal(bag, run.question)).text,
        labels: null,
        source: 'run',
        sourceId: run.id,
        through: app,
        runId: run.id,
        group: run.conversationId ? `conversation=${run.conversationId}` : '',
        at: run.startedAt,
        ...{ dataClass: may.dataClass, restrictedTo: may.restrictedTo },
      },
    };
  });
  return Promise.all(offers);
}
