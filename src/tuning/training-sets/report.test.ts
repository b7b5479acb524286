import { expect, it } from 'vitest';
import type { TrainingExampleRow } from '../store/training-examples.ts';
import { MOST_EXAMPLES } from './gather.ts';
import { reportOf } from './report.ts';

const row = (i: number): TrainingExampleRow => ({
  ...{ id: `tex_${i}`, workspaceId: 'w', versionId: 'v', text: `Text ${i}`, labels: [`label ${i}`] },
  ...{ source: 'dataset', sourceId: `ex_${i}`, through: 'd', runId: null, group: '', at: null },
  ...{ forValidation: false, messages: null, restrictedTo: [], textHash: `${i}`, leftOut: null, twin: null },
  ...{ dataClass: i === 7 ? 'confidential' : 'internal', split: i === 0 ? 'test' : 'train' },
});

it('reports as many examples as a training set may hold, though each had a label of its own', () => {
  const rows = Array.from({ length: MOST_EXAMPLES }, (_, i) => row(i));
  const report = reportOf(rows, {
    ...{ task: 'single', skipped: [], nearDuplicates: 0, checked: [], noise: null, tokensOf: () => 1 },
  });
  expect(report).toMatchObject({
    ...{ kept: MOST_EXAMPLES, dataClass: 'confidential', tokens: MOST_EXAMPLES - 1 },
    balance: { classes: MOST_EXAMPLES, smallest: 0, largest: 1 },
  });
});
