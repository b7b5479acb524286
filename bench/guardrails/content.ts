import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('./content/', import.meta.url));

/** Lines of a file of training content that we wrote ourselves; a line that begins with # is a remark. */
export function ownLines(name: string): string[] {
  return body(name)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** Texts of several lines, separated by empty ones. */
export function ownTexts(name: string): string[] {
  return body(name)
    .split(/\n\s*\n/)
    .map((text) => text.trim())
    .filter(Boolean);
}

function body(name: string): string {
  return readFileSync(join(FOLDER, name), 'utf8').replaceAll(/^#.*\n?/gm, '');
}
