import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import type { Kernel } from '../kernel/index.ts';
import { accounts, sessions, users, verifications } from './schema-auth.ts';

/**
 * Better Auth keeps people, passwords (scrypt) and sessions. Nobody can sign up by themselves: the first owner is made
 * at start, everybody else comes by invitation. Its HTTP handler is not mounted; our own operations call its API, so
 * that each way in is a route with a contract and a policy like every other.
 */
export function createAuth(kernel: Kernel) {
  const { PUBLIC_URL } = kernel.config;
  return betterAuth({
    appName: 'Sevenfold',
    baseURL: PUBLIC_URL ?? 'http://localhost',
    secret: kernel.keyRing.derive('sessions').toString('hex'),
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: drizzleAdapter(kernel.connection.raw, {
      provider: 'pg',
      schema: { user: users, session: sessions, account: accounts, verification: verifications },
    }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 256 },
    session: { expiresIn: 60 * 60 * 24 * 14, updateAge: 60 * 60 * 24, cookieCache: { enabled: false } },
    advanced: {
      cookiePrefix: 'sevenfold',
      useSecureCookies: PUBLIC_URL?.startsWith('https:') ?? false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
    },
    rateLimit: { enabled: false },
  });
}

export type Auth = ReturnType<typeof createAuth>;

/**
 * Finds or makes the person with this address. A password is set only for who has none: a new person, or one whose making
 * was cut short. Says whether there was one.
 */
export async function ensurePerson(
  auth: Auth,
  { email, name, password }: { email: string; name: string; password: string },
): Promise<{ id: string; hadPassword: boolean }> {
  const { internalAdapter, password: hasher } = await auth.$context;
  const known = (await internalAdapter.findUserByEmail(email))?.user;
  if (known && (await internalAdapter.findCredentialAccount(known.id)))
    return { id: known.id, hadPassword: true };
  const hash = await hasher.hash(password);
  const { id } =
    known ??
    (await internalAdapter.createUser({ email, name, emailVerified: true }, { method: 'email-password' }));
  await internalAdapter.linkAccount({
    userId: id,
    accountId: id,
    providerId: 'credential',
    password: hash,
  });
  return { id, hadPassword: false };
}

/** Gives a person another password and ends their sessions, all but the one with this token. */
export async function renewPassword(
  auth: Auth,
  userId: string,
  next: string,
  keep?: string | undefined,
): Promise<void> {
  const { internalAdapter, password } = await auth.$context;
  await internalAdapter.updatePassword(userId, await password.hash(next));
  const others = (await internalAdapter.listSessions(userId)).map(({ token }) => token);
  await internalAdapter.deleteSessions(others.filter((token) => token !== keep));
}
