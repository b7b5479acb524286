/** How one kind of failure looks on the wire. `message` says what happened, `remedy` what to do about it. */
export interface ErrorSpec<P> {
  status: 400 | 401 | 403 | 404 | 408 | 409 | 413 | 415 | 422 | 429 | 499 | 500 | 502 | 503 | 504;
  title: string;
  message: (params: P) => string;
  remedy: string;
  /** OpenAI's `error.type`; derived from the status when absent. */
  type?: string;
  /** OpenAI's `error.code` where it documents one that clients look for. */
  openaiCode?: string;
}

/** A failure the caller can act on. Anything else that is thrown is a defect and renders as `internal`. */
export class Failure extends Error {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly remedy: string;
  readonly type: string;
  readonly openaiCode: string;
  readonly params: Record<string, unknown>;

  constructor(code: string, spec: ErrorSpec<never>, params: Record<string, unknown>, cause?: unknown) {
    super(spec.message(params as never), cause === undefined ? undefined : { cause });
    this.name = 'Failure';
    this.code = code;
    this.status = spec.status;
    this.title = spec.title;
    this.remedy = spec.remedy;
    this.type = spec.type ?? typeOf(spec.status);
    this.openaiCode = spec.openaiCode ?? code;
    this.params = params;
  }
}

type Fail<S> =
  S extends ErrorSpec<infer P>
    ? keyof P extends never
      ? (params?: P, cause?: unknown) => Failure
      : (params: P, cause?: unknown) => Failure
    : never;

const catalogue = new Map<string, ErrorSpec<never>>();

/**
 * Adds a room's failures to the one catalogue and returns a constructor for each.
 * Codes are `<room>.<name>`; a code defined twice is a programming error.
 */
export function defineErrors<const S extends Record<string, ErrorSpec<never>>>(room: string, specs: S) {
  const out: Record<string, (params?: Record<string, unknown>, cause?: unknown) => Failure> = {};
  for (const [name, spec] of Object.entries(specs)) {
    const code = `${room}.${name}`;
    if (catalogue.has(code)) throw new Error(`error code ${code} is defined twice`);
    catalogue.set(code, spec);
    out[name] = (params = {}, cause) => new Failure(code, spec, params, cause);
  }
  return out as { [K in keyof S]: Fail<S[K]> };
}

/** Every failure that the loaded rooms have defined, by code. */
export function errorCatalogue(): ReadonlyMap<string, ErrorSpec<never>> {
  return catalogue;
}

function typeOf(status: number): string {
  if (status === 401) return 'authentication_error';
  if (status === 403) return 'permission_error';
  if (status === 429) return 'rate_limit_error';
  if (status >= 500) return 'server_error';
  return 'invalid_request_error';
}
