export const checksErrors = {
  'checks.unknown_check': {
    what: 'There is no search for errors “{id}” in this workspace.',
    todo: 'It may have been deleted; choose another one.',
  },
  'checks.unknown_finding': {
    what: 'There is no finding “{id}” in this workspace.',
    todo: 'Reload the list; its search may have been deleted.',
  },
  'checks.unreadable_table': {
    what: 'The file could not be read as a table: {problem}',
    todo: 'Choose CSV with a header row, XLSX with the table on its first sheet, JSON or JSONL.',
  },
  'checks.table_too_large': {
    what: 'A table may have at most {rows} rows and {columns} columns.',
    todo: 'Split the file.',
  },
  'checks.too_few_labels': {
    what: 'The data set “{slug}” has {examples} examples with one label and {labels} different labels.',
    todo: 'At least 20 examples and two labels are needed; the label is the answer of the example.',
  },
  'checks.nothing_suggested': {
    what: 'Nothing is suggested for this cell.',
    todo: 'Correct it by hand.',
  },
  'checks.example_gone': {
    what: 'The example was changed or deleted since the search, so its label is left alone.',
    todo: 'Search again in the newest version of the data set.',
  },
  'checks.not_a_table': {
    what: 'This search looked at the labels of a data set; there is no table to export.',
    todo: 'What was confirmed is in the newest version of the data set.',
  },
};
