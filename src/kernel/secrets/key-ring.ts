import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/schema.ts';

/** Seals small secrets for storage. The context (e.g. `workspace:provider`) is authenticated: a sealed value moved elsewhere does not open. */
export interface KeyRing {
  seal(plaintext: string, context: string): string;
  open(sealed: string, context: string): string;
  /** A key for another purpose, derived from the master key; the same purpose gives the same key. */
  derive(purpose: string): Buffer;
}

const KEY_BYTES = 32;

/** The key ring of this installation: ENCRYPTION_KEY, or a key made once and kept in the data directory. */
export function openKeyRing(config: Config): KeyRing {
  const master = config.ENCRYPTION_KEY
    ? decodeKey(config.ENCRYPTION_KEY)
    : keyFromFile(config.SEVENFOLD_DATA_DIR);
  const derive = (purpose: string) => createHmac('sha256', master).update(`sevenfold:${purpose}`).digest();
  const key = derive('seal');
  return {
    derive,
    seal(plaintext, context) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
      return `v1.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    open(sealed, context) {
      const raw = Buffer.from(sealed.slice(3), 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, raw.subarray(0, 12)).setAAD(Buffer.from(context));
      decipher.setAuthTag(raw.subarray(12, 28));
      return Buffer.concat([decipher.update(raw.subarray(28)), decipher.final()]).toString('utf8');
    },
  };
}

function decodeKey(text: string): Buffer {
  return Buffer.from(text, text.length === 64 ? 'hex' : 'base64');
}

function keyFromFile(dataDir: string): Buffer {
  const path = join(dataDir, 'encryption.key');
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
    chmodSync(path, 0o600);
  }
  const key = decodeKey(readFileSync(path, 'utf8').trim());
  // Half a key would seal what the whole one cannot open any more.
  if (key.length !== KEY_BYTES)
    throw new Error(
      `${path} does not hold a key of ${KEY_BYTES} bytes. Put the file back from a backup; without it the stored keys of providers cannot be read.`,
    );
  return key;
}
