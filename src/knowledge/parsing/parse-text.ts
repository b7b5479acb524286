import type { Block, ParsedDocument } from './blocks.ts';
import { decodeText } from './decode-text.ts';

/** Plain text: paragraphs by blank lines; a short line underlined with = or - is a heading. */
export function parseText(bytes: Uint8Array): ParsedDocument {
  return { blocks: textBlocks(decodeText(bytes)), attributes: {} };
}

export function textBlocks(text: string, page?: number): Block[] {
  const out: Block[] = [];
  for (const part of text.split(/\n[ \t]*\n+/)) {
    const lines = part.split('\n').map((line) => line.trimEnd());
    const underlined = /^(=+|-{3,})$/.test(lines[1] ?? '') && (lines[0]?.length ?? 0) < 120;
    if (underlined && lines[0]?.trim()) {
      out.push({ kind: 'heading', level: lines[1]?.startsWith('=') ? 1 : 2, text: lines[0].trim(), page });
      lines.splice(0, 2);
    }
    const rest = unwrap(lines).trim();
    if (rest) out.push({ kind: 'text', text: rest, page });
  }
  return out;
}

/** Lines that were broken to fit a width are one paragraph; short lines (addresses, lists, verses) stay as they are. */
function unwrap(lines: string[]): string {
  const inner = lines.slice(0, -1).filter((line) => line.trim() !== '');
  const wrapped =
    inner.length > 0 &&
    inner.every((line) => line.length >= 50 && line.length <= 100 && !/^\s*([-*•]|\d+[.)])\s/.test(line));
  return wrapped ? lines.map((line) => line.trim()).join(' ') : lines.join('\n');
}
