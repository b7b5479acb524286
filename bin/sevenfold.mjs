#!/usr/bin/env node
// The command line under the Node that the project pins.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
// A heap that is collected early: what the server keeps is small, what passes through is much.
const FLAGS = ['--max-semi-space-size=16', '--heap-growing-percent=80'];
const child = spawn(
  at('../node_modules/.bin/node'),
  [...FLAGS, at('../src/main.ts'), ...process.argv.slice(2)],
  {
    stdio: 'inherit',
  },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
child.on('error', () => {
  process.stderr.write('Sevenfold is not installed yet. Run "npm start" once in its folder.\n');
  process.exit(1);
});
