import { ApiError } from '../../client/api-error.ts';

interface Problem {
  code: string;
  params: Record<string, unknown>;
  message: string;
  remedy: string;
}

/** Why a job or a build failed, as the error that a request would have got: the same words explain it. */
export function errorOf({ code, params, message, remedy }: Problem): ApiError {
  return new ApiError({ code, status: 0, params, detail: message, remedy });
}
