// Files are small enough to be read at one sitting: the median of at most 90 lines, none over 600.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts', '*.tsx', '*.mjs'], {
  encoding: 'utf8',
});
const files = listed.split('\n').filter((path) => path && existsSync(path));
const sizes = files
  .map((path) => ({ path, lines: readFileSync(path, 'utf8').split('\n').length - 1 }))
  .sort((a, b) => a.lines - b.lines);
const median = sizes[Math.floor(sizes.length / 2)]?.lines ?? 0;
const large = sizes.filter((file) => file.lines > 600);
process.stdout.write(
  `${sizes.length} files, median ${median} lines, largest ${sizes.at(-1)?.lines} (${sizes.at(-1)?.path})\n`,
);
for (const { path, lines } of large) process.stderr.write(`${path} has ${lines} lines; split it.\n`);
if (median > 90) process.stderr.write(`The median is ${median} lines; it should be at most 90.\n`);
process.exit(large.length > 0 || median > 90 ? 1 : 0);
