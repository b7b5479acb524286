import { expect, it } from 'vitest';
import type { Actor } from '../kernel/index.ts';
import { presentExample } from './present.ts';
import type { TrainingExampleRow } from './store/training-examples.ts';

const row: TrainingExampleRow = {
  ...{ id: 'tex_1', workspaceId: 'w', versionId: 'v', text: 'What is the margin?', labels: ['It is 40 %.'] },
  ...{ source: 'correction', sourceId: 'run_1', through: 'desk', runId: 'run_1', group: '', at: null },
  ...{ forValidation: false, messages: null, dataClass: 'confidential', textHash: 'h' },
  ...{ split: 'train', leftOut: null, twin: null, restrictedTo: [['finance'], ['finance', 'board']] },
};
const reader = (...groups: string[]): Actor => ({
  ...{ kind: 'person', id: 'm', name: 'M', workspaceId: 'w', role: 'expert', groups, scopes: 'all' },
});

it('shows text and answer to those who may read all that they came from', () => {
  expect(presentExample(reader('finance'), row)).toMatchObject({ text: row.text, labels: row.labels });
});

it('withholds the answer with the question: of free answers it is what the documents say', () => {
  const shown = presentExample(reader('board'), row);
  expect(shown).toMatchObject({ text: null, labels: [] });
  expect(JSON.stringify(shown)).not.toContain('40 %');
});
