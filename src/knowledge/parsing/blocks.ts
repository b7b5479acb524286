/** What every format becomes: the structure that passages are cut along. */
export type Block =
  | { kind: 'heading'; level: number; text: string; page?: number }
  | { kind: 'text'; text: string; page?: number; turns?: PageTurn[] }
  | { kind: 'list'; items: string[]; page?: number }
  | { kind: 'code'; text: string; page?: number }
  | {
      kind: 'table';
      /** Column names; empty when the table has none. */
      header: string[];
      rows: string[][];
      /** Footnotes: they change what the cells they are marked in mean. */
      notes: string[];
      page?: number;
    };

/** Where, in a text that goes on over several pages, the next one begins. */
export interface PageTurn {
  at: number;
  page: number;
}

export interface ParsedDocument {
  /** What it calls itself; empty when it has no title of its own and its first heading is none either. */
  title?: string;
  blocks: Block[];
  /** Front matter, mail headers and the like, as text. */
  attributes: Record<string, string>;
  /** Pages or sheets, where the format has them. */
  pages?: number;
}

/** A file inside an archive or a mail. */
export interface Entry {
  name: string;
  bytes: Uint8Array;
}

/** Limits for one file. */
export interface ParseLimits {
  maxPages: number;
  /** Most bytes that an archive may unpack to, all entries together. */
  maxUnpackedBytes: number;
  /** Most files in an archive. */
  maxEntries: number;
}

/** A file that cannot be read, in words for the person who uploaded it. */
export class Unreadable extends Error {
  override name = 'Unreadable';
  readonly reason: Reason;

  constructor(reason: Reason, detail = '') {
    super(detail ? `${REASONS[reason]} ${detail}` : REASONS[reason]);
    this.reason = reason;
  }
}

export type Reason = keyof typeof REASONS;

/** Why a file was not read. The studio has these in Chinese too, by key. */
export const REASONS = {
  unsupported:
    'This kind of file is not supported. Supported: Markdown, text, HTML, PDF, DOCX, XLSX, CSV, JSON, JSONL, e-mail and zip.',
  empty: 'The file holds no text.',
  encrypted: 'The file is protected by a password. Remove the protection and upload it again.',
  no_text_layer: 'The PDF holds pictures of pages but no text. Run it through text recognition (OCR) first.',
  damaged: 'The file is damaged or not what its name says.',
  too_many_pages: 'The file has more pages than the limit (PARSE_MAX_PAGES).',
  too_large_unpacked: 'The archive unpacks to more than the limit allows.',
  too_many_files: 'The archive holds more files than the limit allows.',
  nested_archive: 'An archive inside an archive is not opened. Unpack it and upload its files.',
  unsafe_name: 'The archive holds a file whose name points outside of it.',
  timeout: 'Reading the file took longer than the limit (PARSE_TIMEOUT_SECONDS).',
  out_of_memory: 'Reading the file took more memory than the limit (PARSE_MEMORY_MB).',
  crashed: 'The reader stopped unexpectedly on this file.',
} as const;
