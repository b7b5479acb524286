/** A failure as the server describes it (RFC 9457), or one of our own when the server could not be asked. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly code: string;
  readonly status: number;
  readonly params: Record<string, unknown>;
  /** The server's own words, for codes that this studio does not know. */
  readonly detail: string;
  readonly remedy: string;

  constructor(problem: {
    code: string;
    status: number;
    params?: Record<string, unknown>;
    detail?: string;
    remedy?: string;
  }) {
    super(problem.detail ?? problem.code);
    this.code = problem.code;
    this.status = problem.status;
    this.params = problem.params ?? {};
    this.detail = problem.detail ?? '';
    this.remedy = problem.remedy ?? '';
  }

  /** What to quote to whoever runs the server. */
  get incident(): string | undefined {
    return typeof this.params.incident === 'string' ? this.params.incident : undefined;
  }
}

/** The server did not answer at all. */
export function unreachable(): ApiError {
  return new ApiError({ code: 'studio.unreachable', status: 0 });
}

export function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** Reads a problem from a response's JSON, whether the platform's shape or OpenAI's. */
export function toApiError(status: number, body: unknown): ApiError {
  const fields = record(body);
  const openai = record(fields.error);
  const code = text(fields.code) ?? text(openai.code);
  if (!code) return new ApiError({ code: 'studio.unexpected', status, params: { status } });
  return new ApiError({
    code,
    status,
    params: record(fields.params),
    detail: text(fields.detail) ?? text(openai.message),
    remedy: text(fields.remedy),
  });
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
