import { type Entry, type ParsedDocument, type ParseLimits, Unreadable } from './blocks.ts';
import { type Format, formatOf } from './formats.ts';
import { parseCsv, parseJson, parseJsonLines } from './parse-data.ts';
import { parseEmail } from './parse-email.ts';
import { parseHtml } from './parse-html.ts';
import { parseMarkdown } from './parse-markdown.ts';
import { parseDocx, parseXlsx } from './parse-office.ts';
import { parsePdf } from './parse-pdf.ts';
import { parseText } from './parse-text.ts';
import { unzip } from './safe-zip.ts';
import { storable } from './storable.ts';

/** What reading one file gave: a document, or the files inside an archive. */
export interface ParseResult {
  document?: ParsedDocument;
  entries?: Entry[];
}

type Reader = (bytes: Uint8Array, limits: ParseLimits) => ParsedDocument | Promise<ParsedDocument>;

const READERS: Record<Exclude<Format, 'zip'>, Reader> = {
  markdown: parseMarkdown,
  text: parseText,
  html: parseHtml,
  pdf: parsePdf,
  docx: parseDocx,
  xlsx: parseXlsx,
  csv: parseCsv,
  json: parseJson,
  jsonl: parseJsonLines,
  email: parseEmail,
};

/** Reads a file. @throws Unreadable with the reason for its owner. */
export async function parseFile(
  name: string,
  mediaType: string,
  bytes: Uint8Array,
  limits: ParseLimits,
): Promise<ParseResult> {
  const format = formatOf(name, mediaType);
  if (!format) throw new Unreadable('unsupported');
  if (bytes.byteLength === 0) throw new Unreadable('empty');
  if (format === 'zip') return { entries: await unpack(bytes, limits) };
  const document = storable(await READERS[format](bytes, limits));
  if (document.blocks.length === 0) throw new Unreadable('empty');
  return { document, entries: 'attachments' in document ? (document.attachments as Entry[]) : undefined };
}

/** An archive among them is told its own reason when its turn comes; the others are read all the same. */
async function unpack(bytes: Uint8Array, limits: ParseLimits): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of unzip(bytes, limits)) {
    entries.push(entry);
  }
  // Folders and clutter alone: without a reason it would just be gone.
  if (entries.length === 0) throw new Unreadable('empty');
  return entries;
}
