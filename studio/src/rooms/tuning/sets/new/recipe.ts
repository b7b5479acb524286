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

export function recipeOf(typed: TypedRecipe): Recipe {
  const { task, sources, nearDuplicates, leakage, by, validation, test, group, confidential } = typed;
  return {
    ...{ task, nearDuplicates, leakage },
    sources: sources.map(sourceOf),
    dataClasses: ['public', 'internal', ...(confidential ? (['confidential'] as const) : [])],
    split: {
      by,
      validation: Number(validation) / 100,
      test: Number(test) / 100,
      ...(group.trim() ? { group: group.trim() } : {}),
    },
  };
}

function sourceOf(typed: TypedSource): Source {
  const { kind, dataset, tag, app, feedback, file, model, instructions } = typed;
  switch (kind) {
    case 'dataset':
      return { type: kind, dataset, ...(tag.trim() ? { tag: tag.trim() } : {}) };
    case 'runs':
      return { type: kind, app, feedback };
    case 'proposals':
      return { type: kind, ...(app ? { app } : {}) };
    case 'file':
      return { type: kind, file };
    case 'teacher': {
      const labels = linesOf(typed.labels);
      return {
        ...{ type: kind, model: model.trim(), instructions },
        ...(labels.length > 0 ? { labels } : {}),
        texts: { type: 'dataset', dataset },
      };
    }
  }
}

/** Whether everything that the recipe needs is there. */
export function readyRecipe({ sources, validation, test }: TypedRecipe): boolean {
  const share = (text: string) => text.trim() !== '' && Number(text) >= 0 && Number(text) <= 50;
  return share(validation) && share(test) && sources.every(ready);
}

function ready({ kind, dataset, app, feedback, file, model, labels }: TypedSource): boolean {
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
      return model.trim() !== '' && dataset !== '' && linesOf(labels).length !== 1;
  }
}

function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return [...new Set(lines.filter(Boolean))];
}
