import type { Block, ParsedDocument } from './blocks.ts';

/**
 * A document as it can be stored. PDFs whose font does not name its characters say NUL, escapes in JSON say whatever they
 * like: PostgreSQL takes neither NUL nor half a character, and one of them must not cost the document. What is put
 * in its place is as long, so that offsets still fit.
 */
export function storable<Document extends ParsedDocument>(document: Document): Document {
  const { title, blocks, attributes } = document;
  return {
    ...document,
    ...(title === undefined ? {} : { title: plain(title) }),
    blocks: blocks.map(storableBlock),
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [plain(name), plain(value)]),
    ),
  };
}

function storableBlock(block: Block): Block {
  if (block.kind === 'list') return { ...block, items: block.items.map(plain) };
  if (block.kind !== 'table') return { ...block, text: plain(block.text) };
  const { header, rows, notes } = block;
  return {
    ...block,
    header: header.map(plain),
    rows: rows.map((row) => row.map(plain)),
    notes: notes.map(plain),
  };
}

function plain(text: string): string {
  return text.replaceAll('\u0000', '\ufffd').toWellFormed();
}
