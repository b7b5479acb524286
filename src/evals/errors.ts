import { defineErrors } from '../kernel/index.ts';

export const evalErrors = defineErrors('evals', {
  unknown_dataset: {
    status: 404,
    title: 'Unknown data set',
    message: (p: { slug: string }) => `There is no data set "${p.slug}" in this workspace.`,
    remedy: 'GET /api/datasets lists them.',
  },
  unknown_eval: {
    status: 404,
    title: 'Unknown eval',
    message: (p: { slug: string }) => `There is no eval "${p.slug}" in this workspace.`,
    remedy: 'GET /api/evals lists them.',
  },
  empty_dataset: {
    status: 409,
    title: 'The data set is empty',
    message: (p: { slug: string }) => `The data set "${p.slug}" has no examples to measure with.`,
    remedy: 'Add examples first.',
  },
  nothing_to_compare: {
    status: 409,
    title: 'The gate compares, and there is no baseline',
    message: (p: { slug: string }) =>
      `The gate of "${p.slug}" compares with another version, and no baseline is there.`,
    remedy: 'Name a baseline version, or release one first.',
  },
  nothing_to_measure: {
    status: 404,
    title: 'There is no such version',
    message: (p: { app: string; version: number | string }) =>
      `The app "${p.app}" has no version ${p.version} to measure.`,
    remedy: 'GET /api/apps/{slug}/versions lists the versions of an app.',
  },
  unknown_grader: {
    status: 400,
    title: 'Unknown grader',
    message: (p: { grader: string }) =>
      `The gate names the grader "${p.grader}", which the eval does not have.`,
    remedy: 'Add the grader, or correct the name in the gate.',
  },
  bad_pattern: {
    status: 400,
    title: 'The pattern does not hold',
    message: (p: { grader: string; problem: string }) =>
      `The pattern of the grader "${p.grader}" is not valid: ${p.problem}`,
    remedy: 'Use RE2 syntax: no look-around and no back references, so that it runs in linear time.',
  },
  bad_schema: {
    status: 400,
    title: 'The JSON schema does not hold',
    message: (p: { grader: string; problem: string }) =>
      `The schema of the grader "${p.grader}" is not valid: ${p.problem}`,
    remedy: 'Use JSON Schema draft 2020-12.',
  },
  dataset_exists: {
    status: 409,
    title: 'The slug is taken',
    message: (p: { slug: string }) => `There is a data set "${p.slug}" already.`,
    remedy: 'Choose another slug, or add examples to the one that is there.',
  },
  example_exists: {
    status: 409,
    title: 'The question is there already',
    message: () => 'The data set has another example with this question for the same groups.',
    remedy: 'Change that one, or delete it first.',
  },
  unknown_column: {
    status: 400,
    title: 'Unknown column',
    message: (p: { column: string }) =>
      `The mapping names the column "${p.column}", which the file does not have.`,
    remedy: 'Send the file with preview: true to see its columns.',
  },
  unknown_eval_run: {
    status: 404,
    title: 'Unknown eval run',
    message: (p: { id: string }) => `There is no eval run "${p.id}" in this workspace.`,
    remedy: 'GET /api/eval-runs lists them.',
  },
  unknown_asker: {
    status: 409,
    title: 'A group is missing',
    message: (p: { group: string }) =>
      `Examples are asked as a member of the group "${p.group}", which this workspace does not have.`,
    remedy: 'Create the group, or correct the examples.',
  },
  unknown_proposal: {
    status: 404,
    title: 'Unknown proposal',
    message: () => 'There is no open proposal with this id that you may see.',
    remedy: 'GET /api/proposals lists them; somebody may have decided it already.',
  },
  nothing_expected: {
    status: 409,
    title: 'Nothing says what would be right',
    message: () => 'The proposal has no answer and no passage, and is not marked as unanswerable.',
    remedy: 'Send an item with an answer, a passage that carries it, or unanswerable: true.',
  },
  proposal_decided: {
    status: 409,
    title: 'The proposal was decided',
    message: (p: { status: 'accepted' | 'rejected' }) =>
      `This run was proposed before, and somebody ${p.status} it.`,
    remedy: 'Add it to the data set by hand if it belongs there: POST /api/datasets/{slug}/examples.',
  },
  choose_dataset: {
    status: 409,
    title: 'Which data set?',
    message: (p: { app: string }) =>
      `The app "${p.app}" has no eval, so there is no data set that the example would belong to.`,
    remedy: 'Name a data set.',
  },
  unreadable_import: {
    status: 400,
    title: 'The file cannot be read',
    message: (p: { problem: string }) => `The file could not be read as examples: ${p.problem}`,
    remedy: 'Send CSV with a header row, JSON (an array of objects), or JSONL (one object a line).',
  },
});
