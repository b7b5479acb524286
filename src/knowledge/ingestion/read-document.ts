import { createHash } from 'node:crypto';
import { detectLanguage, readBlob } from '../../kernel/index.ts';
import type { Knowledge } from '../bag.ts';
import { type Entry, type ParsedDocument, type Reason, Unreadable } from '../parsing/blocks.ts';
import { formatOf } from '../parsing/formats.ts';
import { cut, type Passage } from '../passages/cut.ts';
import { render } from '../passages/render.ts';
import { searchText } from '../search/index-rows.ts';
import type { waiting } from '../store/documents.ts';
import { FROM_CONTAINER } from './accept-file.ts';
import { isSuperseded } from './superseded.ts';

export type WaitingDocument = Awaited<ReturnType<typeof waiting>>[number];

/** What reading a document gave, ready to be stored. */
export interface ReadDocument {
  /** What the document calls itself; a file name is not a title. */
  title: string | undefined;
  text: string;
  language: string | undefined;
  superseded: boolean;
  attributes: Record<string, string | number | boolean>;
  pages: number | undefined;
  passages: (Passage & { id: string; searchText: string })[];
}

export interface Reading {
  document?: ReadDocument;
  /** Files found inside; they become documents of their own. */
  entries: Entry[];
  failure?: Reason;
}

/** Reads one file in the parsing process and cuts it into passages. Never throws for a bad file: that is an answer. */
export async function readDocument(
  bag: Knowledge,
  workspaceId: string,
  waitingFor: WaitingDocument,
): Promise<Reading> {
  // By way of a mail an archive could hold archives without end.
  const unpacked = waitingFor.createdBy === FROM_CONTAINER;
  if (unpacked && formatOf(waitingFor.name) === 'zip') return { entries: [], failure: 'nested_archive' };
  const bytes = await bag.db.in(workspaceId, (tx) => readBlob(tx, waitingFor.blobId));
  try {
    const { document, entries = [] } = await bag.parser.parse(waitingFor.name, waitingFor.mediaType, bytes);
    return { document: document && structure(waitingFor, document), entries };
  } catch (error) {
    if (error instanceof Unreadable) return { entries: [], failure: error.reason };
    throw error;
  }
}

function structure(waitingFor: WaitingDocument, parsed: ParsedDocument): ReadDocument {
  const rendered = render(parsed.blocks);
  const language = detectLanguage(rendered.text);
  const title = (parsed.title ?? firstHeading(parsed))?.slice(0, 300) || undefined;
  const attributes = { ...parsed.attributes, ...waitingFor.attributes };
  return {
    title,
    text: rendered.text,
    language,
    superseded: isSuperseded(attributes, rendered.text),
    attributes,
    pages: parsed.pages,
    passages: cut(rendered, language).map((passage) => ({
      ...passage,
      id: passageId(waitingFor.id, passage),
      searchText: searchText({ title: title ?? null, headings: passage.headings, text: passage.text }),
    })),
  };
}

/** The same document read again gives the same ids: doing a step twice indexes nothing twice. */
function passageId(documentId: string, passage: Passage): string {
  const hash = createHash('sha256')
    .update(`${documentId}\n${passage.ordinal}\n${passage.text}`)
    .digest('base64url');
  return `psg_${hash.slice(0, 24)}`;
}

function firstHeading(parsed: ParsedDocument): string | undefined {
  const block = parsed.blocks.find((candidate) => candidate.kind === 'heading');
  return block?.kind === 'heading' ? block.text : undefined;
}
