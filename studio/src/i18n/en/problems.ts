/** What is wrong with a field of a definition. */
export const problems = {
  required: 'This is needed.',
  slug: 'Use a to z, 0 to 9 and hyphens, beginning with a letter or digit.',
  slug_taken: 'Another assistant has this slug.',
  slug_fixed: 'The slug of this assistant is {slug}; another one would be another assistant.',
  too_long: { one: 'At most one character.', other: 'At most {count} characters.' },
  too_many: { one: 'At most one entry.', other: 'At most {count} entries.' },
  range: 'A whole number from {min} to {max}.',
  text: 'This has to be text.',
  list: 'This has to be a list of texts.',
  map: 'This has to be a map of names and values.',
  choice: 'One of: {choices}.',
  unknown: 'There is no such field.',
  kind: 'This has to be “assistant”.',
  not_yaml: 'This is not valid YAML: {problem}',
  in_line: 'Line {line}',
} as const;
