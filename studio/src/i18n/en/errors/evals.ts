export const evalsErrors = {
  'evals.unknown_dataset': {
    what: 'There is no data set “{slug}” in this workspace.',
    todo: 'It may have been deleted; choose another one.',
  },
  'evals.unknown_eval': {
    what: 'There is no eval “{slug}” in this workspace.',
    todo: 'It may have been deleted; choose another one.',
  },
  'evals.empty_dataset': {
    what: 'The data set “{slug}” has no examples to measure with.',
    todo: 'Add examples first.',
  },
  'evals.nothing_to_compare': {
    what: 'The gate of “{slug}” compares with another version, and no baseline is there.',
    todo: 'Name a baseline version, or release one first.',
  },
  'evals.unknown_grader': {
    what: 'The gate names the grader “{grader}”, which the eval does not have.',
    todo: 'Add the grader, or correct the name in the gate.',
  },
  'evals.bad_pattern': {
    what: 'The pattern of the grader “{grader}” is not valid: {problem}',
    todo: 'Use RE2 syntax, without look-around and back references.',
  },
  'evals.bad_schema': {
    what: 'The schema of the grader “{grader}” is not valid: {problem}',
    todo: 'Use JSON Schema draft 2020-12.',
  },
  'evals.unreadable_import': {
    what: 'The file could not be read as examples: {problem}',
    todo: 'Use CSV with a header row, JSON (a list of objects), or JSONL (one object a line).',
  },
  'evals.nothing_to_measure': {
    what: '“{app}” has no version {version} to measure.',
    todo: 'Choose one from its versions.',
  },
  'evals.dataset_exists': {
    what: 'There is a data set “{slug}” already.',
    todo: 'Choose another slug, or add examples to the one that is there.',
  },
  'evals.example_exists': {
    what: 'The data set has another example with this question for the same groups.',
    todo: 'Change that one, or delete it first.',
  },
  'evals.unknown_column': {
    what: 'The mapping names the column “{column}”, which the file does not have.',
    todo: 'Choose one of the file’s columns.',
  },
  'evals.unknown_eval_run': {
    what: 'There is no eval run “{id}” in this workspace.',
    todo: 'It may have been deleted; choose another one.',
  },
  'evals.unknown_asker': {
    what: 'Examples are asked as a member of the group “{group}”, which this workspace does not have.',
    todo: 'Create the group, or correct the examples.',
  },
  'evals.unknown_proposal': {
    what: 'This proposal is not open any more, or not for you.',
    todo: 'Somebody may have decided it already; load the list again.',
  },
  'evals.nothing_expected': {
    what: 'Nothing says yet what would be right, so the example would measure nothing.',
    todo: 'Give the answer or a passage that carries it, or tick that the documents do not answer it.',
  },
  'evals.proposal_decided': {
    what: 'This run was proposed before, and somebody has decided about it.',
    todo: 'Add it to the data set by hand if it belongs there.',
  },
  'evals.choose_dataset': {
    what: '“{app}” has no eval, so there is no data set that the example would belong to.',
    todo: 'Name a data set.',
  },
} as const;
