import { createHash, randomBytes } from 'node:crypto';

/** A new secret token: prefix and 32 random bytes. Only its hash is ever stored. */
export function newToken(prefix: string): string {
  return `${prefix}${randomBytes(32).toString('base64url')}`;
}

/** SHA-256 of a token, hex. Enough for tokens of 256 random bits; passwords are hashed by Better Auth (scrypt). */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
