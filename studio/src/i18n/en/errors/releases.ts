export const releasesErrors = {
  'releases.not_proven': {
    what: 'Version {version} of “{slug}” may not serve yet: {why}',
    todo: 'Run its evals, or have an owner release it with a reason.',
  },
  'releases.owners_override': {
    what: 'Releasing without proof is for owners of the workspace.',
    todo: 'Ask an owner, or make the verdict pass.',
  },
  'releases.nothing_before': {
    what: 'No other version of “{slug}” served production before that was not rolled back or stopped itself.',
    todo: 'Release another version, or stop the one that serves.',
  },
  'releases.moved_on': {
    what: 'What “{slug}” serves changed since you looked, so nothing was done.',
    todo: 'Look at what serves now, and decide again.',
  },
  'releases.serves_already': {
    what: 'Version {version} of “{slug}” serves {stage} already.',
    todo: 'Release another version if you meant another one.',
  },
} as const;
