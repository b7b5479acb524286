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

/** Finds or makes the person with this address; a password is set only when the person is new. Returns the user id. */
export async function ensurePerson(
  auth: Auth,
  person: { email: string; name: string; password: string },
): Promise<string> {
  const { internalAdapter, password } = await auth.$context;
  const known = await internalAdapter.findUserByEmail(person.email);
  if (known) return known.user.id;
  const user = await internalAdapter.createUser(
    { email: person.email, name: person.name, emailVerified: true },
    { method: 'email-password' },
  );
  const hash = await password.hash(person.password);
  await internalAdapter.linkAccount({
    userId: user.id,
    accountId: user.id,
    providerId: 'credential',
    password: hash,
  });
  return user.id;
}
