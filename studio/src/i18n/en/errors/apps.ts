export const appsErrors = {
  'apps.unknown_app': {
    what: 'There is no assistant “{slug}” in this workspace.',
    todo: 'It may have been deleted; the list of assistants shows those that are there.',
  },
  'apps.unknown_version': {
    what: '“{slug}” has no version {version}.',
    todo: 'Choose one from its versions.',
  },
  'apps.not_serving': {
    what: 'No version of “{slug}” serves production.',
    todo: 'Release a version, or try one in the editor.',
  },
  'apps.unknown_knowledge': {
    what: '“{slug}” names the collection “{name}”, which does not exist.',
    todo: 'Create the collection, or take it out of the assistant.',
  },
  'apps.unknown_policy': {
    what: '“{slug}” names the guardrail policy “{name}”, which does not exist.',
    todo: 'Add it under Models, or correct the name.',
  },
  'apps.unknown_group': {
    what: 'There is no group “{name}” in this workspace.',
    todo: 'Create the group, or correct the name.',
  },
  'apps.question_too_long': {
    what: 'The question is longer than {limit} characters.',
    todo: 'Shorten it, or allow longer questions in the assistant.',
  },
  'apps.no_question': {
    what: 'There is no question.',
    todo: 'Type one and send it again.',
  },
  'apps.never_released': {
    what: 'Version {version} of “{slug}” was never released; trying it is for builders and experts.',
    todo: 'Ask the version that serves, or ask an admin for the role expert.',
  },
} as const;
