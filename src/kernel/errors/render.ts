import type { Failure } from './define.ts';

/** OpenAI's error shape, for everything under /v1. */
export function renderOpenAI(failure: Failure) {
  const param = typeof failure.params.where === 'string' ? failure.params.where : null;
  // What an upstream called it is what clients of that upstream look for.
  const theirs = failure.params.upstreamCode;
  return {
    error: {
      message: `${failure.message} ${failure.remedy}`,
      type: failure.type,
      param,
      code: typeof theirs === 'string' ? theirs : failure.openaiCode,
    },
  };
}

/** RFC 9457 problem details, for the platform's own API. `code` and `params` let the studio say it in Chinese. */
export function renderProblem(failure: Failure) {
  return {
    type: `/docs/errors#${failure.code}`,
    title: failure.title,
    status: failure.status,
    detail: failure.message,
    code: failure.code,
    remedy: failure.remedy,
    params: failure.params,
  };
}

/** Headers that go with a failure, e.g. Retry-After. */
export function failureHeaders(failure: Failure): Record<string, string> {
  if (typeof failure.params.seconds === 'number') return { 'retry-after': String(failure.params.seconds) };
  if (failure.status === 503) return { 'retry-after': '2' };
  if (failure.status === 401) return { 'www-authenticate': 'Bearer' };
  return {};
}
