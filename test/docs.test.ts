import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { apply } from '../src/api/contract.ts';
import { AssistantDefinition, CollectionDefinition } from '../src/apps/contract.ts';
import { DatasetDefinition, EvalDefinition, ExampleItem, Gate, Grader } from '../src/evals/contract.ts';
import { Rule as GuardrailRule, GuardrailsDefinition } from '../src/guardrails/contract.ts';
import { yamlDocuments } from '../src/kernel/http/read-body.ts';
import { TrainingDefinition } from '../src/tuning/contract.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const pagesIn = (folder: string, recursive: boolean) =>
  readdirSync(join(ROOT, folder), { recursive, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));

/** Every page of the project's own documentation. */
const PAGES = [...pagesIn('.', false), ...pagesIn('docs', true), 'examples/oakhaven/README.md'];

/** Text outside of code blocks: what stands in one is an example, not a reference. */
const prose = (page: string) => read(page).replaceAll(/^```[\s\S]*?^```/gm, '');

/** What a pattern's first group finds in a text. */
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, one = '']) => one);

/** What is wrong in any of the pages, all at once. */
const findings = (look: (page: string) => string[]) =>
  PAGES.flatMap((page) => look(page).map((finding) => `${page}: ${finding}`));

/** The anchors of a page, as forges make them of its headings. */
function anchorsOf(page: string): Set<string> {
  const headings = found(prose(page), /^#{1,6} (.+)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  );
  return new Set([...headings, ...found(read(page), /<a id="([^"]+)">/g)]);
}

function leads(page: string, target: string): boolean {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? page : relative(ROOT, join(ROOT, dirname(page), path));
  return existsSync(join(ROOT, file)) && (anchor === undefined || anchorsOf(file).has(anchor));
}

describe('every page', () => {
  it('links to pages, pictures and headings that are there', () => {
    const broken = findings((page) =>
      found(prose(page), /\]\(([^)\s]+)\)/g).filter((link) => !/^[a-z]+:/.test(link) && !leads(page, link)),
    );
    expect(broken).toEqual([]);
  });

  it('names files and scripts that are there', () => {
    const missing = findings((page) => [
      ...found(prose(page), /`((?:src|studio|test|bench|scripts|docs|examples|bin)\/[\w./-]+)`/g).filter(
        (path) => !existsSync(join(ROOT, path)),
      ),
      ...found(read(page), /npm run ([a-z:]+)/g).filter((name) => !(name in packageJson.scripts)),
    ]);
    expect(missing).toEqual([]);
  });

  it('has every figure that was to be filled in', () => {
    expect(findings((page) => found(read(page), /TODO-FIGURE\(([^)]*)\)/g))).toEqual([]);
  });
});

describe('docs/definitions.md', () => {
  const page = read('docs/definitions.md');

  it('shows definitions that can be applied', () => {
    const kinds = found(page, /^```yaml\n([\s\S]*?)^```/gm).flatMap((text) =>
      apply.body?.parse(yamlDocuments(text)).definitions.map(({ kind }) => kind),
    );
    const all = ['collection', 'assistant', 'dataset', 'eval', 'guardrails', 'training'];
    expect(new Set(kinds)).toEqual(new Set(all));
  });

  it('describes every field, and every type of grader', () => {
    const described = new Set(found(page, /^\| `(?:limits\.)?(\w+)` \|/gm));
    const shapes = [
      ...[AssistantDefinition, CollectionDefinition, DatasetDefinition, EvalDefinition, ExampleItem, Gate],
      ...[GuardrailsDefinition, GuardrailRule],
      TrainingDefinition,
      AssistantDefinition.shape.limits.unwrap(),
      Gate.shape.slices.unwrap(),
    ];
    const fields = shapes.flatMap((shape) => Object.keys(shape.shape));
    const types = Grader.options.map((option) => option.shape.type.value);
    expect([...fields, ...types].filter((name) => !described.has(name))).toEqual([]);
  });
});
