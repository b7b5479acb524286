// Brings a clone to where it can run, with whatever Node (20 or later) is there: installs what the lock file says and
// builds the studio, each only when something changed. It is plain JavaScript because the Node that strips types may
// not be installed yet.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const inRoot = (...parts) => join(root, ...parts);
const NODE = inRoot('node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
const INSTALLED = inRoot('node_modules', '.sevenfold-lock');
const BUILT = inRoot('studio', 'dist', '.source');

const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 20) fail(`Sevenfold needs Node 20 or later to install itself; this is ${process.version}.`);

const lock = hash([inRoot('package-lock.json')]);
if (!existsSync(NODE) || read(INSTALLED) !== lock) {
  say('Installing what is missing (once, about a minute)…');
  // Not `npm ci`: it refuses a lock file made where the registry had no packages of other platforms (optional ones), and
  // would demand the same registry everywhere. This installs the locked versions, checks their hashes, and writes no lock.
  run(
    'npm',
    ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'],
    'Installing failed; the lines above say why.',
  );
  writeFileSync(INSTALLED, lock);
}

const wanted = process.argv.slice(2);
if (wanted.includes('studio')) {
  const source = hash([
    ...filesBelow(inRoot('studio')),
    ...contracts(inRoot('src')),
    inRoot('vite.config.ts'),
  ]);
  if (read(BUILT) !== source) {
    say('Building the studio…');
    run(
      NODE,
      [inRoot('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'],
      'The studio could not be built.',
    );
    writeFileSync(BUILT, source);
  }
}

function run(command, args, problem) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) fail(problem);
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((path) => !path.startsWith(inRoot('studio', 'dist')) && !path.endsWith('.test.ts'))
    .sort();
}

function contracts(folder) {
  return filesBelow(folder).filter((path) => /contract[^/]*\.ts$/.test(path));
}

function hash(paths) {
  const sum = createHash('sha256');
  for (const path of paths) sum.update(path.slice(root.length)).update(readFileSync(path));
  return sum.digest('hex');
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function say(line) {
  process.stdout.write(`${line}\n`);
}

function fail(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}
