import type { Recipe, Source, Task } from '../../model.ts';

export const KINDS = [
  'dataset',
  'runs',
  'proposals',
  'file',
  'teacher',
] as const satisfies readonly Source['type'][];
export type Kind = (typeof KINDS)[number];

/** A source while it is typed; only what its kind needs is looked at. */
export interface TypedSource {
  kind: Kind;
  dataset: string;
  tag: string;
  app: string;
  feedback: ('correction' | 'thumb_up')[];
  /** The id of an uploaded file, and its name. */
  file: string;
  filename: string;
  model: string;
  /** One a line. */
  labels: string;
  instructions: string;
  /** What it was made from: what cannot be typed here stays as it is while the kind does. */
  from?: Source;
}

export interface TypedRecipe {
  task: Task;
  sources: TypedSource[];
  nearDuplicates: 'remove' | 'group';
  leakage: 'remove' | 'refuse';
  by: 'random' | 'time';
  /** Percentages. */
  validation: string;
  test: string;
  group: string;
  confidential: boolean;
  /** What it was made from: what cannot be typed here stays as it is. */
  from?: Recipe;
}

export function newSource(kind: Kind): TypedSource {
  return {
    ...{ kind, dataset: '', tag: '', app: '', feedback: ['correction', 'thumb_up'], file: '', filename: '' },
    ...{ model: '', labels: '', instructions: '' },
  };
}

export const NEW_RECIPE: TypedRecipe = {
  ...{ task: 'single', sources: [newSource('dataset')], nearDuplicates: 'remove', leakage: 'remove' },
  ...{ by: 'random', validation: '10', test: '20', group: '', confidential: false },
};

/** A recipe to change. */
export function typedOf(recipe: Recipe): TypedRecipe {
  const { split, dataClasses } = recipe;
  const percent = (share: number | undefined, otherwise: number) =>
    String(Math.round((share ?? otherwise) * 1_000) / 10);
  return {
    task: recipe.task ?? 'single',
    sources: recipe.sources.map(typedSource),
    nearDuplicates: recipe.nearDuplicates ?? 'remove',
    leakage: recipe.leakage ?? 'remove',
    by: split?.by ?? 'random',
    validation: percent(split?.validation, 0.1),
    test: percent(split?.test, 0.2),
    group: split?.group ?? '',
    confidential: dataClasses?.includes('confidential') ?? false,
    from: recipe,
  };
}

function typedSource(source: Source): TypedSource {
  const typed = { ...newSource(source.type), from: source };
  switch (source.type) {
    case 'dataset':
      return { ...typed, dataset: source.dataset, tag: source.tag ?? '' };
    case 'runs':
      return { ...typed, app: source.app, feedback: source.feedback ?? typed.feedback };
    case 'proposals':
      return { ...typed, app: source.app ?? '' };
    case 'file':
      return { ...typed, file: source.file, filename: source.file };
    case 'teacher': {
      const { model, instructions = '', labels = [], texts } = source;
      const dataset = texts.type === 'dataset' ? texts.dataset : '';
      return { ...typed, model, instructions, labels: labels.join('\n'), dataset };
    }
  }
}

export function recipeOf(typed: TypedRecipe): Recipe {
  const { task, sources, nearDuplicates, leakage, by, validation, test, group, confidential, from } = typed;
  const others = (from?.dataClasses ?? ['public', 'internal']).filter((one) => one !== 'confidential');
  return {
    ...from,
    ...{ task, nearDuplicates, leakage },
    sources: sources.map(sourceOf),
    dataClasses: [...others, ...(confidential ? (['confidential'] as const) : [])],
    split: {
      by,
      validation: Number(validation) / 100,
      test: Number(test) / 100,
      ...(group.trim() ? { group: group.trim() } : {}),
    },
  };
}

function sourceOf(typed: TypedSource): Source {
  const { kind, dataset, tag, app, feedback, file, model, instructions, from } = typed;
  switch (kind) {
    case 'dataset':
      return { type: kind, dataset, ...(tag.trim() ? { tag: tag.trim() } : {}) };
    case 'runs':
      return { ...(from?.type === kind ? from : {}), type: kind, app, feedback };
    case 'proposals':
      return { type: kind, ...(app ? { app } : {}) };
    case 'file':
      return { type: kind, file };
    case 'teacher': {
      const labels = linesOf(typed.labels);
      const before = from?.type === kind ? from : undefined;
      return {
        ...{ type: kind, model: model.trim(), instructions },
        ...(before?.most === undefined ? {} : { most: before.most }),
        ...(labels.length > 0 ? { labels } : {}),
        texts: before && dataset === '' ? before.texts : { type: 'dataset', dataset },
      };
    }
  }
}

/** Whether everything that the recipe needs is there. */
export function readyRecipe({ sources, validation, test }: TypedRecipe): boolean {
  const share = (text: string) => text.trim() !== '' && Number(text) >= 0 && Number(text) <= 50;
  return share(validation) && share(test) && sources.every(ready);
}

function ready({ kind, dataset, app, feedback, file, model, labels, from }: TypedSource): boolean {
  switch (kind) {
    case 'dataset':
      return dataset !== '';
    case 'runs':
      return app !== '' && feedback.length > 0;
    case 'proposals':
      return true;
    case 'file':
      return file !== '';
    case 'teacher':
      return model.trim() !== '' && (dataset !== '' || hasOtherTexts(from)) && linesOf(labels).length !== 1;
  }
}

/** Texts of a file or of an app's runs, which only a definition can name. */
export function hasOtherTexts(from: Source | undefined): boolean {
  return from?.type === 'teacher' && from.texts.type !== 'dataset';
}

function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return [...new Set(lines.filter(Boolean))];
}
