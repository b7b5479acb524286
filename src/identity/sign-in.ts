import type { RateLimiterRes } from 'rate-limiter-flexible';
import { type Actor, type Call, errors } from '../kernel/index.ts';
import type { Identity } from './bag.ts';
import { identityErrors } from './errors.ts';

/** Checks e-mail and password and answers with Better Auth's session cookie. */
export async function signIn(
  bag: Identity,
  _actor: Actor,
  input: { email: string; password: string },
  call: Call,
): Promise<{ ok: true }> {
  await countAttempt(bag, input.email);
  const answer = await bag.auth.api.signInEmail({ body: input, asResponse: true });
  if (!answer.ok) throw identityErrors.wrong_password();
  await bag.attempts.delete(input.email);
  handOver(answer, call);
  return { ok: true };
}

/**
 * Before the password is looked at: guesses that are sent all at once must not slip by the count.
 * @throws 429 when there were too many
 */
export async function countAttempt({ attempts }: Pick<Identity, 'attempts'>, email: string): Promise<void> {
  await attempts.consume(email).catch((state: RateLimiterRes) => {
    throw errors.rate_limited({ seconds: Math.ceil(state.msBeforeNext / 1000) });
  });
}

/** Ends the session that came with the request. */
export async function signOut(bag: Identity, _actor: Actor, _input: unknown, call: Call): Promise<void> {
  handOver(await bag.auth.api.signOut({ headers: call.headers, asResponse: true }), call);
}

/** Only the cookies of Better Auth's answer go on: its body carries tokens that no script needs. */
function handOver(answer: Response, call: Call): void {
  for (const cookie of answer.headers.getSetCookie()) call.reply.append('set-cookie', cookie);
}
