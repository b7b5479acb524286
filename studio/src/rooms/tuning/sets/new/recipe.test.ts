import { describe, expect, it } from 'vitest';
import { NEW_RECIPE, newSource, readyRecipe, recipeOf } from './recipe.ts';

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
