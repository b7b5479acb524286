import { defineErrors } from './define.ts';

/** Failures that belong to no room: the request itself, the door, the database. */
export const errors = defineErrors('request', {
  invalid: {
    status: 400,
    title: 'The request is not valid',
    message: (p: { where: string; problem: string }) => `${p.where}: ${p.problem}`,
    remedy: 'Correct the named field; /openapi.json describes what each route accepts.',
  },
  not_json: {
    status: 400,
    title: 'The body is not JSON',
    message: () => 'The body could not be read as JSON.',
    remedy: 'Send a JSON document with content-type application/json.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'Content type not supported',
    message: (p: { got: string; want: string }) => `This route takes ${p.want}, not ${p.got}.`,
    remedy: 'Set the content-type header to what the route takes.',
  },
  too_large: {
    status: 413,
    title: 'The request is too large',
    message: (p: { limit: string }) => `The body is larger than ${p.limit}.`,
    remedy: 'Send less at once, or raise the limit (MAX_UPLOAD_MB, MAX_BODY_MB).',
  },
  unauthenticated: {
    status: 401,
    title: 'Not signed in',
    openaiCode: 'invalid_api_key',
    message: () => 'No valid API key or session came with the request.',
    remedy: 'Sign in, or send "Authorization: Bearer <API key>". Keys are made in Settings.',
  },
  forbidden: {
    status: 403,
    title: 'Not allowed',
    message: (p: { need: string }) => `This needs ${p.need}.`,
    remedy: 'Ask an owner or admin of the workspace to do it or to change your role.',
  },
  foreign_origin: {
    status: 403,
    title: 'Foreign origin refused',
    message: (p: { got: string }) => `Requests from ${p.got} are not accepted.`,
    remedy: 'Open the studio at its own address, or set PUBLIC_URL to the address people use.',
  },
  not_found: {
    status: 404,
    title: 'Not found',
    message: (p: { what: string }) => `${p.what} was not found.`,
    remedy: 'Check the id, and that it belongs to this workspace.',
  },
  conflict: {
    status: 409,
    title: 'Already exists',
    message: (p: { what: string }) => `${p.what} already exists.`,
    remedy: 'Choose another name, or change the existing one.',
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    message: (p: { seconds: number }) => `Too many attempts; try again in ${p.seconds} s.`,
    remedy: 'Wait for the time in the retry-after header.',
  },
  database_unavailable: {
    status: 503,
    title: 'The database is not reachable',
    message: () => 'The database did not answer; nothing was changed.',
    remedy: 'Try again in a few seconds. If it lasts, look at the server log.',
  },
  cancelled: {
    status: 499,
    title: 'Cancelled',
    message: () => 'The caller closed the connection before the answer was complete.',
    remedy: 'Nothing to do.',
  },
  internal: {
    status: 500,
    title: 'Something went wrong here',
    message: (p: { incident: string }) => `An unexpected error happened; it was logged as ${p.incident}.`,
    remedy: 'Try again; if it stays, give the incident id to whoever runs this server.',
  },
});
