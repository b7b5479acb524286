/** What the studio itself finds wrong. */
export const studioErrors = {
  'studio.unexpected': {
    what: 'Something went wrong in the studio.',
    todo: 'Load the page again. If it stays, tell whoever runs this server.',
  },
  'studio.unreachable': {
    what: 'The server did not answer.',
    todo: 'Check your connection and try again. What you typed is still here.',
  },
  'studio.cut_off': {
    what: 'The connection broke off before the answer was complete.',
    todo: 'Ask again.',
  },
  'studio.not_an_anchor': {
    what: 'The file holds no anchor of an audit log.',
    todo: 'Choose a file that was saved with “Save an anchor”, or an export.',
  },
} as const;
