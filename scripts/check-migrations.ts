import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Fails when a schema file says something that no migration does: generates into a copy and looks for a new file. */
const root = fileURLToPath(new URL('..', import.meta.url));
// Inside the project, because the generator takes its output folder relative to it.
const copy = mkdtempSync(join(root, 'node_modules', '.migrations-'));
try {
  cpSync(join(root, 'drizzle'), copy, { recursive: true });
  const before = readdirSync(copy).length;
  const kit = join(root, 'node_modules', 'drizzle-kit', 'bin.cjs');
  const options = [
    '--dialect=postgresql',
    '--schema=./src/**/schema*.ts',
    '--casing=snake_case',
    `--out=${relative(root, copy)}`,
  ];
  execFileSync(process.execPath, [kit, 'generate', ...options], { cwd: root, stdio: 'pipe' });
  if (readdirSync(copy).length !== before) {
    process.stderr.write(
      'The migrations are behind the schema files. Run "npm run migration -- --name what_changes" and commit the result.\n',
    );
    process.exitCode = 1;
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
