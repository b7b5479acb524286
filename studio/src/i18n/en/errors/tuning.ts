export const tuningErrors = {
  'tuning.unknown_training_set': {
    what: 'There is no training set “{slug}” in this workspace.',
    todo: 'It may have been deleted; choose another one.',
  },
  'tuning.unknown_version': {
    what: 'The training set “{slug}” has no version {version}.',
    todo: 'Choose one from its versions.',
  },
  'tuning.training_set_exists': {
    what: 'There is a training set “{slug}” already.',
    todo: 'Choose another slug, or change the recipe of the one that is there.',
  },
  'tuning.unreadable_line': {
    what: 'Line {line} of {file} {problem}.',
    todo: 'Each line is a JSON object with messages, or with a text and its label.',
  },
  'tuning.too_many_examples': {
    what: 'The sources hold more than {limit} examples.',
    todo: 'Take fewer sources, or a part of them.',
  },
  'tuning.nothing_left': {
    what: 'Of {candidates} examples none is left to learn from: {why}.',
    todo: 'See what was left out and why; add sources, or change the recipe.',
  },
  'tuning.leaks': {
    what: '{count} examples are in a data set that an eval measures with (“{dataset}” among them).',
    todo: 'Let the recipe leave them out, or take other sources.',
  },
  'tuning.sources_gone': {
    what: 'Every data set and file that this model learned from through “{slug}” is deleted.',
    todo: 'Give the training set other sources, build a version, and train on that.',
  },
  'tuning.not_built': {
    what: 'Version {version} of “{slug}” is {status}.',
    todo: 'Wait until it is ready, or build another one.',
  },
  'tuning.erased': {
    what: '{what} was erased; only what it was is still known.',
    todo: 'Build or train another one.',
  },
  'tuning.unknown_base': {
    what: 'There is no model “{base}” that can be tuned here.',
    todo: 'Choose one of the base models that are offered.',
  },
  'tuning.wrong_task': {
    what: '“{base}” does not learn from a training set of the task “{task}”.',
    todo: 'Choose another base model, or another task in the recipe.',
  },
  'tuning.one_source': {
    what: 'What to learn from is not said, or said twice.',
    todo: 'Choose one training set or one data set.',
  },
  'tuning.unknown_job': {
    what: 'There is no training job “{id}” in this workspace.',
    todo: 'It may have been deleted; the list shows those that are there.',
  },
  'tuning.not_now': {
    what: 'The training job is {status}, so this cannot be done now.',
    todo: 'A queued or running job can be paused or cancelled, a paused one resumed.',
  },
  'tuning.cannot_train': {
    what: 'The training set cannot be learned from: {problem}',
    todo: 'Change the recipe or the options as it says, and train again.',
  },
  'tuning.unknown_model': {
    what: 'There is no tuned model “{id}” in this workspace.',
    todo: 'It may have been deleted; the list shows those that are there.',
  },
  'tuning.model_erased': {
    what: 'The tuned model “{model}” was erased; it does not answer any more.',
    todo: 'Call another model, or train this one again.',
  },
  'tuning.not_removed': {
    what: 'What the provider “{provider}” has of an erased model could not be deleted there ({left}): {detail}',
    todo: 'Delete what is named at the provider yourself; or mend the provider under Models, and erase the model again.',
  },
  'tuning.unsupported_method': {
    what: 'Fine-tuning by the method “{method}” is not offered.',
    todo: 'Use the method supervised.',
  },
  'tuning.labels_differ': {
    what: 'None of the labels of “{model}” is in the enum of the JSON schema.',
    todo: 'Give an enum that holds the labels of the model, or no enum.',
  },
  'tuning.schema_unmet': {
    what: '“{model}” answers with its labels alone; it cannot give what the JSON schema asks for: {what}.',
    todo: 'Ask for one property that is a text, an enum of labels or a list of them; no other may be required.',
  },
  'tuning.class_not_allowed': {
    what: 'Training data of the class {dataClass} may not go to “{provider}”.',
    todo: 'Train a local model, or let an owner allow the class for the provider under Models.',
  },
  'tuning.hosted_failed': {
    what: 'The provider “{provider}” could not train: {detail}',
    todo: 'Change what the provider names, and train again.',
  },
  'tuning.unknown_distillation': {
    what: 'There is no comparison of models “{id}” in this workspace.',
    todo: 'It may have been deleted; the list shows those that are there.',
  },
  'tuning.nothing_to_compare': {
    what: 'The data set “{dataset}” has fewer than two examples with an answer.',
    todo: 'Add examples with answers to it first.',
  },
  'tuning.learned_from': {
    what: '“{model}” was trained on {count} of the {of} examples of “{dataset}” that it would be compared on.',
    todo: 'Compare on a data set that it was not trained on.',
  },
  'tuning.not_compared': {
    what: 'The comparison is {status} and has no verdict yet.',
    todo: 'Wait until it is done, or start another one.',
  },
  'tuning.not_passed': {
    what: 'The verdict on the student is {result}; nothing moves without a pass.',
    todo: 'Tune it further, or let an owner move traffic and say why.',
  },
  'tuning.owner_overrides': {
    what: 'Moving traffic without a pass is for owners.',
    todo: 'Ask an owner of the workspace.',
  },
  'tuning.unknown_route': {
    what: 'There is no route “{route}” in this workspace.',
    todo: 'Choose one of the routes that are listed.',
  },
  'tuning.route_without_teacher': {
    what: 'No rule of the route “{route}” uses “{model}”.',
    todo: 'Choose a route that sends to the teacher.',
  },
  'tuning.nothing_moved': {
    what: 'No traffic was moved to this student, or it was rolled back already.',
    todo: 'The routes say what serves a name.',
  },
  'tuning.route_changed': {
    what: 'Somebody changed the route “{route}” after traffic was moved.',
    todo: 'Change the route itself; rolling back would undo their change as well.',
  },
  'tuning.not_a_classifier': {
    what: '“{model}” embeds texts; it has no labels to answer with.',
    todo: 'Use a model tuned from local/minilm-classifier.',
  },
  'tuning.not_an_embedder': {
    what: '“{model}” names labels; it does not embed texts.',
    todo: 'Use a model tuned from local/minilm.',
  },
} as const;
