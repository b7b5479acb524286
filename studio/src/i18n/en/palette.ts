/** The window that goes everywhere (⌘K). */
export const palette = {
  title: 'Search and commands',
  placeholder: 'Go to, create or ask',
  results: 'Results',
  nothing: 'Nothing found.',
  go: 'Go to',
  models_part: 'Models: {part}',
  create: 'Create',
  assistants: 'Assistants',
  collections: 'Collections',
  ask: 'Ask',
  ask_it: 'Ask {name}: {question}',
  new_assistant: 'New assistant',
  new_collection: 'New collection',
  move: 'move',
  choose: 'choose',
  leave: 'close',
} as const;
