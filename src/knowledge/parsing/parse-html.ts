import { type AnyNode, type Element, isTag, isText } from 'domhandler';
import { parseDocument } from 'htmlparser2';
import type { Block, ParsedDocument } from './blocks.ts';
import { decodeText } from './decode-text.ts';
import { attachNotes } from './notes.ts';

/** Elements whose text is not the document's. */
const SKIPPED = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'head',
  'nav',
  'svg',
  'iframe',
  'object',
  // What can be filled in, but not the form around it: some sites put their whole page into one.
  'button',
  'select',
  'textarea',
  'datalist',
]);
const BLOCKS = new Set(
  'address article aside blockquote body dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section summary table ul'.split(
    ' ',
  ),
);
/** Nesting beyond this is an attack on the stack, not a page. */
const MAX_DEPTH = 400;

export function parseHtml(bytes: Uint8Array): ParsedDocument {
  return parseHtmlText(decodeText(bytes));
}

/** HTML as blocks: only what a reader would see, no scripts, no attributes, nothing hidden. */
export function parseHtmlText(html: string): ParsedDocument {
  const root = parseDocument(html);
  const blocks: Block[] = [];
  walk(root.children, blocks, 0);
  const title = findTitle(root.children);
  return { title, blocks: attachNotes(blocks), attributes: metaOf(root.children) };
}

function walk(nodes: AnyNode[], out: Block[], depth: number): void {
  if (depth > MAX_DEPTH) return;
  let inline = '';
  const flush = () => {
    const text = tidy(inline);
    if (text) out.push({ kind: 'text', text });
    inline = '';
  };
  for (const node of nodes) {
    if (isText(node)) inline += node.data;
    if (!isTag(node) || SKIPPED.has(node.name) || isHidden(node)) continue;
    if (!BLOCKS.has(node.name) && !hasBlockInside(node, 0)) {
      inline += node.name === 'br' ? '\n' : inlineText(node, depth);
      continue;
    }
    flush();
    element(node, out, depth + 1);
  }
  flush();
}

function element(node: Element, out: Block[], depth: number): void {
  const level = /^h([1-6])$/.exec(node.name)?.[1];
  if (level) {
    pushText(out, tidy(inlineText(node, depth)), (text) => ({ kind: 'heading', level: Number(level), text }));
  } else if (node.name === 'pre') {
    pushText(out, inlineText(node, depth).trim(), (text) => ({ kind: 'code', text }));
  } else if (node.name === 'table') {
    table(node, out, depth);
  } else if (node.name === 'ul' || node.name === 'ol') {
    const items = children(node, 'li').map((item) => tidy(inlineText(item, depth)));
    if (items.some(Boolean)) out.push({ kind: 'list', items: items.filter(Boolean) });
  } else {
    walk(node.children, out, depth);
  }
}

function pushText(out: Block[], text: string, make: (text: string) => Block): void {
  if (text) out.push(make(text));
}

function table(node: Element, out: Block[], depth: number): void {
  const caption = children(node, 'caption').map((part) => tidy(inlineText(part, depth)));
  for (const text of caption.filter(Boolean)) out.push({ kind: 'text', text });
  const rowsOf = (part: Element) =>
    (part.name === 'tr' ? [part] : descend(part, 'tr', 0))
      .map((row) => row.children.filter(isCell).map((cell) => tidy(inlineText(cell, depth))))
      .filter((row) => row.some(Boolean));
  const parts = node.children.filter(isTag);
  const [header, ...rows] = parts
    .filter((part) => part.name !== 'tfoot' && part.name !== 'caption')
    .flatMap(rowsOf);
  const notes = parts.filter((part) => part.name === 'tfoot').flatMap(rowsOf);
  if (header)
    out.push({ kind: 'table', header, rows, notes: notes.map((row) => row.filter(Boolean).join(' ')) });
}

function isCell(node: AnyNode): node is Element {
  return isTag(node) && (node.name === 'td' || node.name === 'th');
}

function inlineText(node: Element, depth: number): string {
  if (depth > MAX_DEPTH || SKIPPED.has(node.name) || isHidden(node)) return '';
  return node.children
    .map((child) => {
      if (isText(child)) return child.data;
      if (!isTag(child)) return '';
      if (child.name === 'br') return '\n';
      const text = inlineText(child, depth + 1);
      if (child.name === 'sup') return raised(text);
      return BLOCKS.has(child.name) ? ` ${text} ` : text;
    })
    .join('');
}

/** A raised number is a mark, not a digit: "£29" with a raised 1 must not become £291. */
export function raised(text: string): string {
  const digits = text.replaceAll(/[[\]\s]/g, '');
  return /^\d+$/.test(digits) ? [...digits].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('') : text;
}

/** Styles that show nothing: what only a program reads is not what the author shows to people. */
const UNSEEN =
  /display\s*:\s*none|visibility\s*:\s*hidden|(?:font-size|opacity)\s*:\s*0+(?:\.0+)?\s*(?:px|pt|em|rem|%)?\s*(?:;|!|$)/i;

function isHidden(node: Element): boolean {
  return 'hidden' in node.attribs || UNSEEN.test(node.attribs.style ?? '');
}

function hasBlockInside(node: Element, depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  return node.children.some(
    (child) => isTag(child) && (BLOCKS.has(child.name) || hasBlockInside(child, depth + 1)),
  );
}

function children(node: Element, name: string): Element[] {
  return node.children.filter((child): child is Element => isTag(child) && child.name === name);
}

function descend(node: Element, name: string, depth: number): Element[] {
  if (depth > 8) return [];
  return node.children
    .filter(isTag)
    .flatMap((child) => (child.name === name ? [child] : descend(child, name, depth + 1)));
}

function findTitle(nodes: AnyNode[]): string | undefined {
  for (const node of nodes.filter(isTag)) {
    if (node.name === 'title') return tidy(inlineText(node, 0)) || undefined;
    if (node.name === 'html' || node.name === 'head') {
      const found = findTitle(node.children);
      if (found) return found;
    }
  }
  return undefined;
}

function tidy(text: string): string {
  return text
    .replaceAll(/[ \t\f\u00a0]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{2,}/g, '\n')
    .trim();
}

/** `<meta name="status" content="superseded">` and its like say of a page what front matter says of Markdown. */
function metaOf(nodes: AnyNode[]): Record<string, string> {
  const out: Record<string, string> = {};
  for (const node of nodes.filter(isTag)) {
    const { name, content } = node.attribs;
    if (node.name === 'meta' && name && content) out[name.toLowerCase().replaceAll('-', '_')] = content;
    if (node.name === 'html' || node.name === 'head') Object.assign(out, metaOf(node.children));
  }
  return out;
}
