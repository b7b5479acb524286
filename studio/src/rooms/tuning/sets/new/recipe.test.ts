import { describe, expect, it } from 'vitest';
import { NEW_RECIPE, newSource, readyRecipe, recipeOf, typedOf } from './recipe.ts';

describe('a recipe as it is typed', () => {
  it('becomes what the server takes', () => {
    const dataset = { ...newSource('dataset'), dataset: 'intents', tag: ' en ' };
    const teacher = { ...newSource('teacher'), model: 'a/b', dataset: 'raw', labels: 'yes\n\nno\nyes' };
    expect(
      recipeOf({ ...NEW_RECIPE, sources: [dataset, teacher], group: 'seller', confidential: true }),
    ).toEqual({
      task: 'single',
      nearDuplicates: 'remove',
      leakage: 'remove',
      sources: [
        { type: 'dataset', dataset: 'intents', tag: 'en' },
        {
          type: 'teacher',
          model: 'a/b',
          instructions: '',
          labels: ['yes', 'no'],
          texts: { type: 'dataset', dataset: 'raw' },
        },
      ],
      dataClasses: ['public', 'internal', 'confidential'],
      split: { by: 'random', validation: 0.1, test: 0.2, group: 'seller' },
    });
  });

  it('is ready when each source says enough', () => {
    const ready = (source: Partial<ReturnType<typeof newSource>>) =>
      readyRecipe({ ...NEW_RECIPE, sources: [{ ...newSource('dataset'), ...source }] });
    expect(ready({})).toBe(false);
    expect(ready({ dataset: 'intents' })).toBe(true);
    expect(ready({ kind: 'runs', app: 'desk', feedback: [] })).toBe(false);
    expect(ready({ kind: 'proposals' })).toBe(true);
    expect(ready({ kind: 'file', file: 'file_1' })).toBe(true);
    expect(ready({ kind: 'teacher', model: 'm', dataset: 'raw', labels: 'only one' })).toBe(false);
    expect(readyRecipe({ ...NEW_RECIPE, test: '60', sources: [newSource('proposals')] })).toBe(false);
  });
});

describe('a recipe that is changed', () => {
  it('keeps what cannot be typed', () => {
    const recipe = {
      task: 'multi' as const,
      sources: [
        {
          type: 'runs' as const,
          app: 'desk',
          feedback: ['correction' as const],
          since: '2026-01-01T00:00:00Z',
        },
        {
          ...{
            type: 'teacher' as const,
            model: 'a/b',
            instructions: 'Say.',
            labels: ['yes', 'no'],
            most: 50,
          },
          texts: { type: 'file' as const, file: 'file_1' },
        },
        { type: 'file' as const, file: 'file_2' },
        { type: 'dataset' as const, dataset: 'mail', tag: 'en' },
        { type: 'proposals' as const, app: 'desk' },
      ],
      validation: { type: 'file' as const, file: 'file_3' },
      nearDuplicates: 'group' as const,
      leakage: 'refuse' as const,
      dataClasses: ['internal' as const, 'confidential' as const],
      split: { by: 'time' as const, validation: 0.125, test: 0.3, group: 'seller' },
      seed: 99,
    };
    const typed = typedOf(recipe);
    expect(readyRecipe(typed)).toBe(true);
    expect(recipeOf(typed)).toEqual(recipe);
    expect(recipeOf({ ...typed, confidential: false, test: '20' })).toMatchObject({
      dataClasses: ['internal'],
      split: { test: 0.2 },
      seed: 99,
    });
    // Another kind of source has nothing of the former one.
    const [runs] = typed.sources;
    const dataset = { ...runs, ...newSource('dataset'), from: runs?.from, dataset: 'mail' };
    expect(recipeOf({ ...typed, sources: [dataset] }).sources).toEqual([
      { type: 'dataset', dataset: 'mail' },
    ]);
  });
});
