import { mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../config/load.ts';
import { openKeyRing } from './key-ring.ts';

const dir = mkdtempSync(join(tmpdir(), 'sevenfold-keys-'));
afterAll(() => rmSync(dir, { recursive: true }));

describe('the key ring', () => {
  it('opens what it sealed, also after a restart with the key it kept', () => {
    const config = loadConfig({ SEVENFOLD_DATA_DIR: dir });
    const sealed = openKeyRing(config).seal('sk-secret', 'provider:ws_1:api.example.com');
    expect(sealed).not.toContain('sk-secret');
    expect(openKeyRing(config).open(sealed, 'provider:ws_1:api.example.com')).toBe('sk-secret');
    expect(statSync(join(dir, 'encryption.key')).mode & 0o077).toBe(0);
  });

  it('does not begin with half a key', () => {
    const half = mkdtempSync(join(dir, 'half-'));
    const config = loadConfig({ SEVENFOLD_DATA_DIR: half });
    openKeyRing(config);
    truncateSync(join(half, 'encryption.key'), 40);
    expect(() => openKeyRing(config)).toThrow(/does not hold a key of 32 bytes.*backup/);
  });

  it('does not open a value that was moved to another context, changed, or sealed with another key', () => {
    const ring = openKeyRing(loadConfig({ ENCRYPTION_KEY: 'ab'.repeat(32) }));
    const sealed = ring.seal('sk-secret', 'provider:ws_1:api.example.com');
    expect(() => ring.open(sealed, 'provider:ws_1:evil.example')).toThrow();
    expect(() => ring.open(`${sealed.slice(0, -4)}AAAA`, 'provider:ws_1:api.example.com')).toThrow();
    const other = openKeyRing(loadConfig({ ENCRYPTION_KEY: 'cd'.repeat(32) }));
    expect(() => other.open(sealed, 'provider:ws_1:api.example.com')).toThrow();
  });

  it('seals the same text differently each time, and derives the same key for the same purpose', () => {
    const ring = openKeyRing(loadConfig({ ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64') }));
    expect(ring.seal('a', 'x')).not.toBe(ring.seal('a', 'x'));
    expect(ring.derive('sessions').equals(ring.derive('sessions'))).toBe(true);
    expect(ring.derive('sessions').equals(ring.derive('audit'))).toBe(false);
  });
});
