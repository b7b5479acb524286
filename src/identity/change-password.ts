import { type Actor, errors } from '../kernel/index.ts';
import { renewPassword } from './auth.ts';
import type { Identity } from './bag.ts';
import { identityErrors } from './errors.ts';

/** Changes the caller's password and ends all sessions but theirs. */
export async function changePassword(
  bag: Identity,
  actor: Actor,
  input: { current: string; next: string },
  call: { headers: Headers },
): Promise<void> {
  if (!actor.userId) throw errors.forbidden({ need: 'a signed-in person; API keys have no password' });
  const { internalAdapter, password } = await bag.auth.$context;
  const account = await internalAdapter.findCredentialAccount(actor.userId);
  const right =
    account?.password && (await password.verify({ hash: account.password, password: input.current }));
  if (!right) throw identityErrors.wrong_password();
  const session = await bag.auth.api.getSession({ headers: call.headers });
  await renewPassword(bag.auth, actor.userId, input.next, session?.session.token);
}
