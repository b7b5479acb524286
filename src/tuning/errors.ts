import { defineErrors } from '../kernel/index.ts';

export const tuningErrors = defineErrors('tuning', {
  unknown_training_set: {
    status: 404,
    title: 'Unknown training set',
    message: (p: { slug: string }) => `There is no training set "${p.slug}" in this workspace.`,
    remedy: 'GET /api/training-sets lists them.',
  },
  unknown_version: {
    status: 404,
    title: 'There is no such version',
    message: (p: { slug: string; version: number }) =>
      `The training set "${p.slug}" has no version ${p.version}.`,
    remedy: 'GET /api/training-sets/{slug}/versions lists them.',
  },
  training_set_exists: {
    status: 409,
    title: 'The slug is taken',
    message: (p: { slug: string }) => `There is a training set "${p.slug}" already.`,
    remedy: 'Choose another slug, or change the recipe of the one that is there.',
  },
  unreadable_line: {
    status: 400,
    title: 'A line of the file cannot be read',
    openaiCode: 'invalid_training_file',
    message: (p: { file: string; line: number; problem: string }) =>
      `Line ${p.line} of ${p.file} ${p.problem}.`,
    remedy:
      'Each line is a JSON object: {"messages": [{"role": "user", …}, {"role": "assistant", …}]} or {"text": …, "label": …}.',
  },
  too_many_examples: {
    status: 400,
    title: 'Too many examples',
    message: (p: { limit: number }) => `The sources hold more than ${p.limit} examples.`,
    remedy: 'Take fewer sources, or a part of them.',
  },
  nothing_left: {
    status: 409,
    title: 'Nothing is left to learn from',
    message: (p: { candidates: number; why: string }) =>
      `Of ${p.candidates} examples none is left to learn from: ${p.why}.`,
    remedy: 'The report of the version says what was left out and why; add sources, or change the recipe.',
  },
  leaks: {
    status: 409,
    title: 'The training data is in an eval',
    message: (p: { count: number; dataset: string }) =>
      `${p.count} examples are in a data set that an eval measures with ("${p.dataset}" among them).`,
    remedy: 'Let the recipe leave them out (leakage: remove), or take other sources.',
  },
  sources_gone: {
    status: 409,
    title: 'All its sources are deleted',
    message: (p: { slug: string }) =>
      `Every data set and file that this model learned from through "${p.slug}" is deleted.`,
    remedy: 'Give the training set other sources, build a version, and train on that.',
  },
  not_built: {
    status: 409,
    title: 'The version is not built',
    message: (p: { slug: string; version: number; status: string }) =>
      `Version ${p.version} of "${p.slug}" is ${p.status}.`,
    remedy: 'Wait until it is ready, or build another one.',
  },
  erased: {
    status: 409,
    title: 'It was erased',
    message: (p: { what: string }) => `${p.what} was erased; only what it was is still known.`,
    remedy: 'Build or train another one.',
  },
  unknown_base: {
    status: 404,
    title: 'Unknown base model',
    openaiCode: 'model_not_found',
    message: (p: { base: string }) => `There is no model "${p.base}" that can be tuned here.`,
    remedy: 'GET /api/tuning/bases lists what can be tuned.',
  },
  wrong_task: {
    status: 400,
    title: 'The base does not learn this',
    message: (p: { base: string; task: string }) =>
      `"${p.base}" does not learn from a training set of the task "${p.task}".`,
    remedy: 'Choose another base model, or another task in the recipe.',
  },
  one_source: {
    status: 400,
    title: 'What to learn from?',
    message: () => 'Exactly one of trainingSet, dataset and recipe says what to learn from.',
    remedy: 'Send one of them.',
  },
  unknown_job: {
    status: 404,
    title: 'Unknown training job',
    message: (p: { id: string }) => `There is no training job "${p.id}" in this workspace.`,
    remedy: 'GET /api/tuning/jobs lists them.',
  },
  not_now: {
    status: 409,
    title: 'Not in this state',
    message: (p: { status: string }) => `The training job is ${p.status}.`,
    remedy: 'A queued or running job can be paused and cancelled, a paused one resumed.',
  },
  cannot_train: {
    status: 400,
    title: 'It cannot be trained',
    message: (p: { problem: string }) => `The training set cannot be learned from: ${p.problem}`,
    remedy: 'Change the recipe or the options as it says, and train again.',
  },
  unknown_model: {
    status: 404,
    title: 'Unknown tuned model',
    openaiCode: 'model_not_found',
    message: (p: { id: string }) => `There is no tuned model "${p.id}" in this workspace.`,
    remedy: 'GET /api/tuned-models lists them.',
  },
  model_erased: {
    status: 404,
    title: 'The tuned model was erased',
    openaiCode: 'model_not_found',
    message: (p: { model: string }) =>
      `The tuned model "${p.model}" was erased; it does not answer any more.`,
    remedy: 'Call another model, or train this one again: POST /api/tuned-models/{id}/retrain.',
  },
  not_removed: {
    status: 502,
    title: 'The provider did not delete it',
    message: (p: { provider: string; left: string; detail: string }) =>
      `What the provider "${p.provider}" has of an erased model could not be deleted there (${p.left}): ${p.detail}`,
    remedy:
      'Delete what is named at the provider yourself; or mend the provider under Models, and erase the model again.',
  },
  unsupported_method: {
    status: 400,
    title: 'The method is not offered',
    message: (p: { method: string }) => `Fine-tuning by the method "${p.method}" is not offered.`,
    remedy: 'Use the method supervised.',
  },
  labels_differ: {
    status: 400,
    title: 'The model has other labels',
    message: (p: { model: string }) =>
      `None of the labels of "${p.model}" is in the enum of the JSON schema.`,
    remedy: 'Give an enum that holds the labels of the model, or no enum.',
  },
  schema_unmet: {
    status: 400,
    title: 'A label cannot fill the schema',
    message: (p: { model: string; what: string }) =>
      `"${p.model}" answers with its labels alone; it cannot give what the JSON schema asks for: ${p.what}.`,
    remedy:
      'Ask for one property that is a text, an enum of labels or a list of them; no other may be required.',
  },
  class_not_allowed: {
    status: 403,
    title: 'The provider may not see this',
    message: (p: { provider: string; dataClass: string }) =>
      `Training data of the class ${p.dataClass} may not go to "${p.provider}".`,
    remedy: 'Train a local model, or let an owner allow the class for the provider under Models.',
  },
  hosted_failed: {
    status: 502,
    title: 'The provider could not train',
    message: (p: { provider: string; detail: string }) =>
      `The provider "${p.provider}" could not train: ${p.detail}`,
    remedy: 'Change what the provider names, and train again.',
  },
  unknown_distillation: {
    status: 404,
    title: 'Unknown comparison',
    message: (p: { id: string }) => `There is no comparison of models "${p.id}" in this workspace.`,
    remedy: 'GET /api/distillations lists them.',
  },
  nothing_to_compare: {
    status: 409,
    title: 'Too few examples',
    message: (p: { dataset: string }) =>
      `The data set "${p.dataset}" has fewer than two examples with an answer to compare with.`,
    remedy: 'Add examples with answers to the data set first.',
  },
  learned_from: {
    status: 409,
    title: 'The student has learned this',
    message: (p: { model: string; dataset: string; count: number; of: number }) =>
      `"${p.model}" was trained on ${p.count} of the ${p.of} examples of "${p.dataset}" that it would be compared on.`,
    remedy: 'Compare on a data set that the student was not trained on.',
  },
  not_compared: {
    status: 409,
    title: 'Not compared yet',
    message: (p: { status: string }) => `The comparison is ${p.status} and has no verdict.`,
    remedy: 'Wait until it is done, or start another one.',
  },
  not_passed: {
    status: 409,
    title: 'The student did not pass',
    message: (p: { result: string }) =>
      `The verdict on the student is ${p.result}; nothing moves without a pass.`,
    remedy: 'Tune it further, or let an owner move traffic with the reason in `override`.',
  },
  owner_overrides: {
    status: 403,
    title: 'Owners override',
    message: () => 'Moving traffic without a pass is for owners.',
    remedy: 'Ask an owner of the workspace.',
  },
  unknown_route: {
    status: 404,
    title: 'Unknown route',
    message: (p: { route: string }) => `There is no route "${p.route}" in this workspace.`,
    remedy: 'GET /api/routes lists them.',
  },
  route_without_teacher: {
    status: 409,
    title: 'The route does not use the teacher',
    message: (p: { route: string; model: string }) => `No rule of the route "${p.route}" uses "${p.model}".`,
    remedy: 'Choose a route that sends to the teacher.',
  },
  nothing_moved: {
    status: 409,
    title: 'Nothing to roll back',
    message: () => 'No traffic was moved to this student, or it was rolled back already.',
    remedy: 'The routes under Models say what serves a name.',
  },
  route_changed: {
    status: 409,
    title: 'The route was changed since',
    message: (p: { route: string }) => `Somebody changed the route "${p.route}" after traffic was moved.`,
    remedy: 'Change the route itself under Models; rolling back would undo their change as well.',
  },
  not_a_classifier: {
    status: 400,
    title: 'The model embeds',
    message: (p: { model: string }) => `"${p.model}" embeds texts; it has no labels to answer with.`,
    remedy: 'Ask it at /v1/embeddings, or use a model tuned from local/minilm-classifier.',
  },
  not_an_embedder: {
    status: 400,
    title: 'The model does not embed',
    message: (p: { model: string }) => `"${p.model}" names labels; it does not embed texts.`,
    remedy: 'Ask it at /v1/chat/completions, or use a model tuned from local/minilm.',
  },
});
