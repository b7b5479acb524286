import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { OpenAPIHono } from '@hono/zod-openapi';
import { openapiDocument } from '../src/api/openapi.ts';
import { describeRooms } from '../src/api/routes.ts';
import { configSchema, errorCatalogue } from '../src/kernel/index.ts';
import { notices } from './notices.ts';
import { compileWat } from './wasm.ts';

/** Writes the files that are made from code; with --check it only says which are out of date, and fails. */

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

function openapi(): string {
  const app = new OpenAPIHono();
  describeRooms(app);
  return `${JSON.stringify(openapiDocument(app), null, 2)}\n`;
}

function configuration(): string {
  const rows = Object.entries(configSchema.shape).map(([name, field]) => {
    const fallback = field.safeParse(undefined);
    const shown = fallback.success && fallback.data !== undefined ? `\`${display(fallback.data)}\`` : '';
    return `| \`${name}\` | ${shown} | ${field.description ?? ''} |`;
  });
  return `# Configuration

Every setting is an environment variable; a start with a value that does not hold stops and says what to change.
This page is made from \`src/kernel/config/schema.ts\` by \`npm run generate\`.

| variable | default | what it does |
| --- | --- | --- |
${rows.join('\n')}
`;
}

function display(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return Array.isArray(value) ? value.join(',') : String(value);
}

function errors(): string {
  const rows = [...errorCatalogue()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([code, spec]) =>
        `| <a id="${code}"></a>\`${code}\` | ${spec.status} | ${spec.title} | ${spec.remedy} |`,
    );
  return `# Errors

Under \`/api\` an error is \`application/problem+json\` (RFC 9457) with these codes; under \`/v1\` it has OpenAI's shape.
This page is made from the rooms' \`errors.ts\` by \`npm run generate\`.

| code | status | what happened | what to do |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

const compiled = (path: string) => ({ [`${path}.wasm`]: () => compileWat(at(`${path}.wat`)) });

const FILES: Record<string, () => string | Promise<Uint8Array>> = {
  'openapi.json': openapi,
  'docs/configuration.md': configuration,
  'docs/errors.md': errors,
  'THIRD_PARTY_NOTICES.md': notices,
  ...compiled('src/knowledge/search/snapshot/vectors'),
  ...compiled('src/numeric/sparse'),
};

const check = process.argv.includes('--check');
const stale: string[] = [];
for (const [path, make] of Object.entries(FILES)) {
  const made = Buffer.from(await make());
  if (existsSync(at(path)) && readFileSync(at(path)).equals(made)) continue;
  if (check) stale.push(path);
  else writeFileSync(at(path), made);
}
if (stale.length > 0) {
  process.stderr.write(`Out of date: ${stale.join(', ')}. Run "npm run generate" and commit the result.\n`);
  process.exit(1);
}
// Opening the door loads native libraries whose threads would keep this short script alive.
process.exit(0);
