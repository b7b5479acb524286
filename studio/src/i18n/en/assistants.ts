export const assistants = {
  create: 'New assistant',
  search: 'Find an assistant',
  empty: 'No assistants yet',
  empty_what:
    'An assistant answers questions from your documents, cites the passages it used, and says so when they hold no answer.',
  empty_example:
    'Example: “How long do customers have to return an item?”, answered from the returns policy.',
  version: 'Version',
  version_n: 'Version {number}',
  version_waiting: 'Version {number}, not released',
  not_released: 'Not released yet',
  not_released_why: 'No version of this assistant serves so far. Whoever builds it can release one.',
  trying: 'Nobody else can ask it yet: version {number} is not released.',
  parts: 'Parts of the assistant',
  tab_ask: 'Ask',
  tab_edit: 'Edit',
  tab_versions: 'Versions',
  see_runs: 'See its runs',
  delete: 'Delete',
  delete_title: 'Delete {name}?',
  delete_what: {
    one: 'Its versions are lost; its one run stays as a record. This cannot be undone.',
    other: 'Its versions are lost; its {count} runs stay as records. This cannot be undone.',
  },
  deleted: '{name} is deleted.',
  auditor_title: 'Auditors do not ask',
  auditor_why: 'You read what happened here. Asking would add to it, so it is left to the other roles.',
} as const;
