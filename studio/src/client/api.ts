import { type ApiError, toApiError, unreachable } from './api-error.ts';
import type { At, Result, SentArgument } from './endpoints.ts';
import { sessionEnded, sessionHeaders } from './session.ts';

/** What a call is made of once its types have done their work. */
interface Parts {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
}

/**
 * Calls an operation by its place: `api('PATCH /api/members/{id}', { params: { id }, body: { role } })`. Parameters,
 * query, body and result have the types of the operation's contract.
 */
export async function api<A extends At>(at: A, ...[sent]: SentArgument<A>): Promise<Result<A>> {
  return (await call(at, (sent ?? {}) as Parts)) as Result<A>;
}

/** The same with a signal, for queries that are cancelled when nobody looks any more. */
export async function apiWithSignal<A extends At>(
  at: A,
  signal: AbortSignal,
  ...[sent]: SentArgument<A>
): Promise<Result<A>> {
  return (await call(at, (sent ?? {}) as Parts, signal)) as Result<A>;
}

async function call(at: string, parts: Parts, signal?: AbortSignal): Promise<unknown> {
  const [method = 'GET'] = at.split(' ');
  const response = await request(pathOf(at, parts), {
    method,
    signal,
    headers: parts.body === undefined ? {} : { 'content-type': 'application/json' },
    body: parts.body === undefined ? undefined : JSON.stringify(parts.body),
  });
  if (response.status === 204) return undefined;
  return response.json();
}

/** Sends a request of this studio; throws an ApiError unless the answer is a success. */
export async function request(path: string, init: RequestInit): Promise<Response> {
  const headers = { ...sessionHeaders(), ...(init.headers as Record<string, string>) };
  let response: Response;
  try {
    response = await fetch(path, { ...init, headers });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw unreachable();
  }
  if (!response.ok) throw refused(toApiError(response.status, await response.json().catch(() => null)));
  return response;
}

/** A session that ended anywhere leads to the sign-in page; a wrong password does not. */
export function refused(error: ApiError): ApiError {
  if (error.code === 'request.unauthenticated' || error.code === 'invalid_api_key') sessionEnded();
  return error;
}

/** `GET /api/apps/{slug}` with its parameters and query filled in. */
export function pathOf(at: string, { params = {}, query = {} }: Parts): string {
  const [, template = ''] = at.split(' ');
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params[name])),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  return search.size > 0 ? `${path}?${search}` : path;
}
