import { readFileSync } from 'node:fs';

/** THIRD_PARTY_NOTICES.md: what Sevenfold is shipped with or downloads, and under which licence. */

interface LockedPackage {
  version?: string;
  license?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

interface Notice {
  name: string;
  version: string;
  licence: string;
}

/** Licences that allow to use and pass on a package inside a work under Apache-2.0. */
const ALLOWED = new Set([
  ...['MIT', 'MIT-0', 'Apache-2.0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0'],
  ...['Unlicense', 'CC0-1.0', 'Zlib', 'OFL-1.1', '(Apache-2.0 AND BSD-3-Clause)'],
]);

/** LGPL holds for shared libraries that are loaded at run time and can be replaced; nothing of ours loads these. */
const REPLACEABLE = /^@img\/sharp-/;

/** Packages whose manifest names no SPDX licence; what their licence file says. */
const READ_BY_HAND: Record<string, string> = {
  'base-64@0.1.0': 'MIT',
  'duck@0.1.12': 'BSD-2-Clause',
  'flatbuffers@1.12.0': 'Apache-2.0',
  'json-bignum@0.0.3': 'MIT',
};

/** The page. @throws when a package has a licence that is not allowed, or none that is known. */
export function notices(): string {
  const all = shipped();
  const refused = all.filter((one) => !allows(one));
  if (refused.length > 0) {
    const list = refused.map(({ name, version, licence }) => `${name} ${version} (${licence})`).join(', ');
    throw new Error(
      `These packages have a licence that is not allowed, or not known: ${list}. Replace them, or read their licence and add it to scripts/notices.ts.`,
    );
  }
  const head = readFileSync(new URL('./notices-head.md', import.meta.url), 'utf8').trim();
  return `${head}\n\n${table(all)}\n`;
}

/** Every package that `dependencies` lead to, on whatever platform: read from the lock file, not from what is installed. */
function shipped(): Notice[] {
  const lock = readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8');
  const { packages } = JSON.parse(lock) as { packages: Record<string, LockedPackage> };
  const found = new Map<string, Notice>();
  const seen = new Set(neededBy(packages, ''));
  // What is added to a set while it is walked is walked too.
  for (const place of seen) {
    for (const needed of neededBy(packages, place)) seen.add(needed);
    const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const { version = '', license } = packages[place] ?? {};
    const licence = READ_BY_HAND[`${name}@${version}`] ?? license ?? 'unknown';
    found.set(`${name}@${version}`, { name, version, licence });
  }
  return [...found.values()].sort((a, b) =>
    a.name === b.name ? order(a.version, b.version) : order(a.name, b.name),
  );
}

/** Folders of the packages that one needs to run; peers that it can do without are left out. */
function neededBy(packages: Record<string, LockedPackage>, place: string): string[] {
  const {
    dependencies,
    optionalDependencies,
    peerDependencies = {},
    peerDependenciesMeta,
  } = packages[place] ?? {};
  const peers = Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta?.[name]?.optional);
  const names = [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers];
  return names.flatMap((name) => placeOf(packages, place, name) ?? []);
}

/** Where Node would find a package from another's folder: beside it, or in a folder further up. */
function placeOf(packages: Record<string, LockedPackage>, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const place = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (packages[place]) return place;
    if (folder === '') return undefined;
  }
}

/** SPDX: of `A OR B` one must be allowed, of `A AND B` both. */
function allows({ name, licence }: Notice): boolean {
  const may = (id: string) => ALLOWED.has(id) || (id === 'LGPL-3.0-or-later' && REPLACEABLE.test(name));
  const choices = licence.replaceAll(/[()]/g, '').split(' OR ');
  return choices.some((choice) => choice.split(' AND ').every(may));
}

function table(all: readonly Notice[]): string {
  const groups = [...Map.groupBy(all, (one) => one.licence)].sort(
    ([a, x], [b, y]) => y.length - x.length || order(a, b),
  );
  return groups
    .map(([licence, list]) => {
      const names = list.map(({ name, version }) => `- ${name} ${version}`);
      return `### ${licence} (${list.length})\n\n${names.join('\n')}`;
    })
    .join('\n\n');
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
