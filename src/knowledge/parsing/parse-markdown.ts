import type { List, Nodes, RootContent, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString as plainText } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';
import { parse as parseYaml } from 'yaml';
import type { Block, ParsedDocument } from './blocks.ts';
import { decodeText } from './decode-text.ts';
import { attachNotes } from './notes.ts';
import { parseHtmlText, raised } from './parse-html.ts';

const FRONT_MATTER = /^---\n([\s\S]*?)\n---\n/;
/** Markdown with GitHub's tables. Raw HTML inside is read as text; it never reaches a page. */
export function parseMarkdown(bytes: Uint8Array): ParsedDocument {
  const text = decodeText(bytes);
  const front = FRONT_MATTER.exec(text);
  const blocks = markdownBlocks(front ? text.slice(front[0].length) : text);
  const attributes = front?.[1] ? flatten(front[1]) : {};
  return { title: attributes.title ?? firstHeading(blocks), blocks, attributes };
}

export function markdownBlocks(text: string): Block[] {
  const tree = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const out: Block[] = [];
  for (const node of tree.children) {
    // "* trade customers only" under a table reads as a list in Markdown; marks in the cells tell that it is a footnote.
    const last = out.at(-1);
    const starred =
      node.type === 'list' &&
      text[node.position?.start.offset ?? 0] === '*' &&
      last?.kind === 'table' &&
      hasStar(last.rows);
    if (starred && last?.kind === 'table') last.notes.push(...items(node).map((item) => `* ${item}`));
    else out.push(...blocksOf(node));
  }
  return attachNotes(out);
}

function blocksOf(node: RootContent): Block[] {
  switch (node.type) {
    case 'heading':
      return [{ kind: 'heading', level: node.depth, text: textOf(node) }];
    case 'list':
      return [{ kind: 'list', items: items(node) }];
    case 'code':
      return [{ kind: 'code', text: node.value }];
    case 'table':
      return [table(node)];
    case 'blockquote':
      return node.children.flatMap((child) => blocksOf(child as RootContent));
    case 'html':
      return parseHtmlText(node.value).blocks;
    case 'footnoteDefinition':
      return [{ kind: 'text', text: `${footnoteMark(node.label ?? node.identifier)} ${textOf(node)}` }];
    case 'thematicBreak':
    case 'definition':
      return [];
    default:
      return nonEmpty(node);
  }
}

/** The words of a node. A line break inside a paragraph is only how the author wrapped it; footnote marks stay. */
function textOf(node: Nodes): string {
  if (node.type === 'footnoteReference') return footnoteMark(node.label ?? node.identifier);
  if (node.type === 'break') return '\n';
  if (node.type === 'text') return node.value.replaceAll('\n', ' ');
  if (!('children' in node)) return plainText(node, { includeHtml: false });
  const separator =
    node.type === 'listItem' || node.type === 'blockquote' || node.type === 'footnoteDefinition' ? ' ' : '';
  return node.children.map((child) => textOf(child)).join(separator);
}

function footnoteMark(label: string): string {
  return /^\d+$/.test(label) ? raised(label) : `[${label}]`;
}

function hasStar(rows: string[][]): boolean {
  return rows.flat().some((cell) => /\*$/.test(cell));
}

function nonEmpty(node: Nodes): Block[] {
  const text = textOf(node).trim();
  return text ? [{ kind: 'text', text }] : [];
}

function items(list: List, depth = 0): string[] {
  return list.children.flatMap((item) => {
    const own = item.children.filter((child) => child.type !== 'list').map((child) => textOf(child));
    const nested = item.children
      .filter((child) => child.type === 'list')
      .flatMap((child) => items(child, depth + 1));
    return [`${'  '.repeat(depth)}${own.join(' ').trim()}`, ...nested];
  });
}

function table(node: Table): Block {
  const [header, ...rows] = node.children.map((row) => row.children.map((cell) => textOf(cell).trim()));
  return { kind: 'table', header: header ?? [], rows, notes: [] };
}

function firstHeading(blocks: Block[]): string | undefined {
  const first = blocks.find((block) => block.kind === 'heading');
  return first?.kind === 'heading' ? first.text : undefined;
}

/** Front matter as text attributes; nested values as JSON. Bad YAML is no reason to lose the document. */
function flatten(yaml: string): Record<string, string> {
  try {
    const parsed: unknown = parseYaml(yaml, { maxAliasCount: 10 });
    if (typeof parsed !== 'object' || parsed === null) return {};
    return Object.fromEntries(
      Object.entries(parsed).map(([key, value]) => [
        key.toLowerCase(),
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
    );
  } catch {
    return {};
  }
}
