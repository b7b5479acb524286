import { defineErrors } from '../../kernel/index.ts';

export const checkErrors = defineErrors('checks', {
  unknown_check: {
    status: 404,
    title: 'Unknown search for errors',
    message: (p: { id: string }) => `There is no search for errors "${p.id}" in this workspace.`,
    remedy: 'GET /api/error-checks lists them.',
  },
  unknown_finding: {
    status: 404,
    title: 'Unknown finding',
    message: (p: { id: string }) => `There is no finding "${p.id}" in this workspace.`,
    remedy: 'GET /api/error-checks/{id}/findings lists them.',
  },
  unreadable_table: {
    status: 400,
    title: 'The table cannot be read',
    message: (p: { problem: string }) => `The file could not be read as a table: ${p.problem}`,
    remedy:
      'Send CSV with a header row, XLSX with the table on its first sheet, JSON (an array of objects) or JSONL.',
  },
  table_too_large: {
    status: 400,
    title: 'The table is too large',
    message: (p: { rows: number; columns: number }) =>
      `A table may have at most ${p.rows} rows and ${p.columns} columns.`,
    remedy: 'Split the file.',
  },
  too_few_labels: {
    status: 409,
    title: 'Too little to judge labels by',
    message: (p: { slug: string; examples: number; labels: number }) =>
      `The data set "${p.slug}" has ${p.examples} examples with one label and ${p.labels} different labels.`,
    remedy: 'At least 20 examples and two labels are needed; the label is the answer of the example.',
  },
  nothing_suggested: {
    status: 409,
    title: 'There is no suggestion to confirm',
    message: () => 'Nothing is suggested for this cell.',
    remedy: 'Correct it by hand: {"status": "corrected", "correction": "…"}.',
  },
  example_gone: {
    status: 409,
    title: 'The example has changed',
    message: () => 'The example was changed or deleted since the search, so its label is left alone.',
    remedy: 'Start another search over the newest version of the data set.',
  },
  not_a_table: {
    status: 409,
    title: 'There is no table to export',
    message: () =>
      'This search looked at the labels of a data set; what was confirmed is in its newest version.',
    remedy: 'Export the data set instead.',
  },
});
