export const requestErrors = {
  'request.invalid': {
    what: '{where}: {problem}',
    todo: 'Correct this and try again.',
  },
  'request.not_json': {
    what: 'The server could not read the request.',
    todo: 'Load the page again; the studio may be older than the server.',
  },
  'request.unsupported_media_type': {
    what: 'The server takes {want} here, not {got}.',
    todo: 'Load the page again; the studio may be older than the server.',
  },
  'request.too_large': {
    what: 'This is larger than {limit}.',
    todo: 'Send less at once, or ask whoever runs this server to raise the limit.',
  },
  'request.unauthenticated': {
    what: 'You are not signed in, or your session has ended.',
    todo: 'Sign in again.',
  },
  'request.forbidden': {
    what: 'Your role does not allow this.',
    todo: 'Ask an owner or admin of the workspace to do it, or to change your role.',
  },
  'request.foreign_origin': {
    what: 'The server does not accept requests from {got}.',
    todo: 'Open the studio at its own address, or have PUBLIC_URL set to the address you use.',
  },
  'request.not_found': {
    what: '{what} was not found.',
    todo: 'It may have been deleted, or belong to another workspace.',
  },
  'request.conflict': {
    what: '{what} already exists.',
    todo: 'Choose another name, or change the existing one.',
  },
  'request.rate_limited': {
    what: 'Too many attempts.',
    todo: 'Try again in {seconds} seconds.',
  },
  'request.database_unavailable': {
    what: 'The database did not answer; nothing was changed.',
    todo: 'Try again in a few seconds. If it lasts, tell whoever runs this server.',
  },
  'request.cancelled': {
    what: 'This was stopped before it was complete.',
    todo: 'Start it again if you still need it.',
  },
  'request.internal': {
    what: 'Something went wrong on the server.',
    todo: 'Try again. If it stays, give the incident to whoever runs this server.',
  },
} as const;
