import { findDataset } from '../../evals/index.ts';
import type { Tx } from '../../kernel/index.ts';
import { liveFiles } from '../../knowledge/index.ts';
import type { Recipe, Source } from '../contract.ts';
import type { StoredSkip } from '../schema.ts';
import { keptSources } from '../store/training-examples.ts';

/** Of a task that is tested here, as much as a recipe holds back by default. */
const VALIDATION = 0.1;

/**
 * A recipe without the data sets and files that are deleted, and how many examples of an earlier version came from those.
 * Whether somebody may read what is there is not asked: what is withheld from them must not look deleted.
 */
export async function sourcesLeft(
  tx: Tx,
  { id, recipe }: { id: string; recipe: Recipe },
): Promise<{ sources: Source[]; recipe: Recipe; gone: StoredSkip[] }> {
  const kept = await keptSources(tx, id);
  const gone: StoredSkip[] = [];
  const isLeft = async (source: Source): Promise<boolean> => {
    const read = source.type === 'teacher' ? source.texts : source;
    const name = read.type === 'dataset' ? read.dataset : read.type === 'file' ? read.file : undefined;
    if (name === undefined) return true;
    const there =
      read.type === 'file'
        ? (await liveFiles(tx, [name])).has(name)
        : (await findDataset(tx, name)) !== undefined;
    if (there) return true;
    // Of an erased version nobody knows how many: at least the source itself is named.
    const count = Math.max(1, kept.filter(({ through }) => through === name).length);
    const from = source.type === 'teacher' ? 'teacher' : read.type === 'file' ? 'file' : 'dataset';
    gone.push({ source: from, reason: 'source_gone', count });
    return false;
  };
  const sources: Source[] = [];
  for (const source of recipe.sources) if (await isLeft(source)) sources.push(source);
  const { validation, ...rest } = recipe;
  if (!validation || (await isLeft(validation))) return { sources, recipe: { ...recipe, sources }, gone };
  const share = recipe.task === 'answers' ? rest.split.validation : rest.split.validation || VALIDATION;
  return { sources, recipe: { ...rest, sources, split: { ...rest.split, validation: share } }, gone };
}
