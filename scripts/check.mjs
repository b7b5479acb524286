// `npm run check`: everything that can be known about the code without running it. Prints one line a check, and the
// output of those that fail.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name) => join(root, 'node_modules', '.bin', name);
const node = bin('node');

const CHECKS = [
  ['types', bin('tsc'), ['-p', 'tsconfig.json']],
  ...(existsSync(join(root, 'tsconfig.studio.json'))
    ? [['types of the studio', bin('tsc'), ['-p', 'tsconfig.studio.json']]]
    : []),
  ['format and lint', bin('biome'), ['ci', '.', '--error-on-warnings', '--colors=off']],
  [
    'rooms, doors and cycles',
    node,
    [bin('depcruise'), '--config', '.dependency-cruiser.mjs', 'src', 'studio', 'test', 'bench'],
  ],
  ['unused code', bin('knip'), []],
  ['generated files', node, ['scripts/generate.ts', '--check']],
  ['migrations', node, ['scripts/check-migrations.ts']],
  ['size of files', node, ['scripts/check-sizes.mjs']],
];

const run = ([name, command, args]) =>
  new Promise((resolve) => {
    const began = Date.now();
    const path = `${join(root, 'node_modules', '.bin')}:${process.env.PATH}`;
    const child = spawn(command, args, { cwd: root, env: { ...process.env, PATH: path, FORCE_COLOR: '0' } });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.on('close', (code) => {
      const seconds = ((Date.now() - began) / 1000).toFixed(1);
      process.stdout.write(
        `${code === 0 ? '✓' : '✕'} ${name} (${seconds} s)\n${code === 0 ? '' : `${output}\n`}`,
      );
      resolve(code);
    });
  });

// Two at a time: on a small machine more would only get in each other's way.
const queue = [...CHECKS];
const codes = [];
await Promise.all(
  [0, 1].map(async () => {
    for (let check = queue.shift(); check; check = queue.shift()) codes.push(await run(check));
  }),
);
process.exit(codes.every((code) => code === 0) ? 0 : 1);
