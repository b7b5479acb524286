import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from '@swc/core';
import { describe, expect, it } from 'vitest';

const STUDIO = fileURLToPath(new URL('..', import.meta.url));

/** Attributes that people see or hear. */
const SPOKEN = new Set(['aria-label', 'aria-description', 'alt', 'title', 'placeholder', 'label', 'hint']);

type Node = Record<string, unknown>;

/** Texts with letters in them that stand in the markup itself. */
function looseWords(source: string): string[] {
  const found: string[] = [];
  const take = (value: unknown) => {
    if (typeof value === 'string' && /\p{L}/u.test(value)) found.push(value.trim());
  };
  /** What an expression in the markup can come to. */
  const results = (node: unknown): void => {
    if (!isNode(node)) return;
    if (node.type === 'StringLiteral') take(node.value);
    else if (node.type === 'TemplateLiteral') texts(node.quasis);
    else if (node.type === 'ParenthesisExpression') results(node.expression);
    else if (node.type === 'ConditionalExpression') [node.consequent, node.alternate].map(results);
    else if (node.type === 'BinaryExpression' && ['&&', '||', '??'].includes(String(node.operator)))
      [node.left, node.right].map(results);
  };
  const texts = (quasis: unknown) => {
    if (Array.isArray(quasis)) for (const part of quasis) if (isNode(part)) take(part.raw);
  };
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) {
      node.forEach(walk);
      return;
    }
    if (!isNode(node)) return;
    if (node.type === 'JSXText') take(node.value);
    if (node.type === 'JSXAttribute') {
      const name = isNode(node.name) ? String(node.name.value) : '';
      if (SPOKEN.has(name)) results(isContainer(node.value) ? node.value.expression : node.value);
      if (isContainer(node.value)) walk(node.value.expression);
      return;
    }
    if (isContainer(node)) results(node.expression);
    Object.values(node).forEach(walk);
  };
  walk(parseSync(source, { syntax: 'typescript', tsx: true }).body);
  return found;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}

function isContainer(value: unknown): value is Node {
  return isNode(value) && value.type === 'JSXExpressionContainer';
}

const FILES = readdirSync(STUDIO, { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.tsx'),
);

describe('every visible word comes from the catalogue', () => {
  it.each(FILES)('%s', (path) => {
    expect(looseWords(readFileSync(join(STUDIO, path), 'utf8'))).toEqual([]);
  });

  it.each([
    ['<p>Hello</p>', ['Hello']],
    ['<p>{"Hello"}</p>', ['Hello']],
    ['<p>{ready ? "Yes" : t("no")}</p>', ['Yes']],
    [`<p>{ready && \`Done \${n}\`}</p>`, ['Done']],
    ['<Thing label="Name" />', ['Name']],
    ['<img alt={broken ?? "A picture"} />', ['A picture']],
    ['<List empty={<b>None</b>} />', ['None']],
    ['<p className="muted" id={"x"}>{t("a.b")} · {n} %</p>', []],
  ])('would find what is loose in %s', (source, found) => {
    expect(looseWords(`const x = ${source};`)).toEqual(found);
  });
});
