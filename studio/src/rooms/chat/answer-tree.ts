import type { Nodes, Parent, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import type { Chips } from './citations.ts';

/** Chips that belong into a leaf of the tree, by offset in its text. */
export type Placed = Map<Nodes, { offset: number; chips: Chips }[]>;

export function parseAnswer(text: string): Root {
  return fromMarkdown(text, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });
}

/**
 * Finds the leaf of the tree that each chip stands in or behind. Offsets are those of the Markdown source, which is
 * what the server counts in.
 */
export function placeChips(root: Root, all: readonly Chips[]): Placed {
  const leaves: { node: Nodes; start: number; end: number }[] = [];
  collect(root, leaves);
  const placed: Placed = new Map();
  for (const chips of all) {
    const leaf = leaves.findLast(({ start }) => start < chips.at) ?? leaves[0];
    if (!leaf) continue;
    const offset = Math.max(0, Math.min(chips.at, leaf.end) - leaf.start);
    placed.set(leaf.node, [...(placed.get(leaf.node) ?? []), { offset, chips }]);
  }
  return placed;
}

function collect(node: Nodes, leaves: { node: Nodes; start: number; end: number }[]): void {
  if (isParent(node)) {
    for (const child of node.children) collect(child, leaves);
    return;
  }
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  if (start !== undefined && end !== undefined) leaves.push({ node, start, end });
}

export function isParent(node: Nodes): node is Extract<Nodes, Parent> {
  return 'children' in node;
}

/**
 * Cuts a text at its chips. A text with escapes or entities is shorter than its source; then the offsets say nothing
 * and the chips go to its end.
 */
export function cutAt(
  value: string,
  sourceLength: number,
  places: readonly { offset: number; chips: Chips }[],
): { text: string; chips?: Chips }[] {
  const exact = value.length === sourceLength;
  const out: { text: string; chips?: Chips }[] = [];
  let from = 0;
  for (const { offset, chips } of places) {
    const to = exact ? offset : value.length;
    out.push({ text: value.slice(from, to), chips });
    from = to;
  }
  if (from < value.length) out.push({ text: value.slice(from) });
  return out;
}
