import { type Embedding, familiarity } from '../../gateway/index.ts';
import { type Actor, detectLanguage, terms } from '../../kernel/index.ts';
import type { Knowledge } from '../bag.ts';
import { languagesIn } from '../store/documents.ts';
import { countPassages, type PassageRow, readablePassages } from '../store/passages.ts';
import { type Candidate, fuse, type Method } from './fuse.ts';
import { EVERYBODY } from './index-schema.ts';

export interface Retrieved extends PassageRow {
  /** Fused, 0 to 1; comparable within one search only. */
  score: number;
  cosine: number;
  bm25: number;
}

export interface Retrieval {
  passages: Retrieved[];
  /** What the search found and the rules held back: told in the run, without its content. */
  held: { superseded: { passageId: string; documentName: string }[]; unreadable: number };
  language: string | undefined;
  /** How far the vectors were trusted, 0 to 1. */
  trust: number;
}

export interface Query {
  text: string;
  collectionIds: readonly string[];
  limit: number;
  /** A further condition on what may be found, e.g. on attributes. */
  accept?: (passage: PassageRow) => boolean;
  method?: Method;
}

/** Looked at before the rules; enough that a few superseded ones do not leave the answer empty. */
const CANDIDATES = 50;
/** With a further condition most candidates may fall away. */
const CANDIDATES_FILTERED = 400;
/** So many times as many as are wanted are looked up first. */
const ENOUGH = 1.4;
const FACTS_MS = 5_000;

/**
 * Finds passages for a question among collections, as the actor may read them: filtered inside the search, and checked
 * again against the database before anything is returned.
 */
export async function retrieve(bag: Knowledge, actor: Actor, query: Query): Promise<Retrieval> {
  if (query.collectionIds.length === 0) {
    const language = detectLanguage(query.text);
    return { passages: [], held: { superseded: [], unreadable: 0 }, language, trust: 0 };
  }
  // Another thread makes the question's vector while words are looked up.
  const embedding = embedded(bag, query.text);
  const [found, asked] = await Promise.all([search(bag, actor, query, embedding), embedding]);
  const trust = familiarity(query.text, asked);
  const fused = fuse(asked.vector, found, trust, query.method);
  const candidates = query.accept ? fused : fused.slice(0, query.limit * 3);
  return { ...(await load(bag, actor, candidates, query)), language: found.language, trust };
}

async function embedded(bag: Knowledge, text: string): Promise<Embedding> {
  const [embedding] = await bag.minilm.embed([text], true);
  if (!embedding) throw new Error('the embedding model answered fewer texts than it was given');
  return embedding;
}

async function search(bag: Knowledge, actor: Actor, query: Query, embedding: Promise<Embedding>) {
  const { languages, size } = await facts(bag, actor.workspaceId, query.collectionIds);
  const language = detectLanguage(query.text, languages.length > 0 ? languages : undefined);
  const within = {
    collectionIds: query.collectionIds,
    access: [EVERYBODY, ...actor.groups],
    limit: query.accept ? CANDIDATES_FILTERED : CANDIDATES,
    size,
  };
  const vector = embedding.then((one) => one.vector);
  const [byVector, byTerms] = await Promise.all([
    bag.index.byVector(actor.workspaceId, { ...within, vector }),
    bag.index.byTerms(actor.workspaceId, { ...within, terms: queryTerms(query.text, language) }),
  ]);
  return { byVector, byTerms, language };
}

/** Each term once: a word said twice in a question is not twice as important. */
function queryTerms(text: string, language: string | undefined): string[] {
  return [...new Set(terms(text, language))];
}

async function load(
  bag: Knowledge,
  actor: Actor,
  candidates: Candidate[],
  query: Query,
): Promise<Pick<Retrieval, 'passages' | 'held'>> {
  const held: Retrieval['held'] = { superseded: [], unreadable: 0 };
  const passages: Retrieved[] = [];
  // Nearly always the best few are enough; looking all up takes nearly twice as long.
  const enough = Math.ceil(query.limit * ENOUGH);
  for (const some of [candidates.slice(0, enough), candidates.slice(enough)]) {
    if (some.length === 0 || passages.length === query.limit) break;
    const ids = some.map((candidate) => candidate.id);
    const rows = await bag.db.read(actor.workspaceId, (tx) => readablePassages(tx, actor, ids));
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const { id, score, cosine, bm25 } of some) {
      if (passages.length === query.limit) break;
      const row = byId.get(id);
      if (!row) held.unreadable += 1;
      else if (row.superseded) held.superseded.push({ passageId: id, documentName: row.documentName });
      else if (query.accept?.(row) ?? true) passages.push({ ...row, score, cosine, bm25 });
    }
  }
  return { passages, held };
}

const known = new Map<string, { until: number; value: Promise<{ languages: string[]; size: number }> }>();

/** Languages and size of some collections, remembered for a few seconds: every question asks for them. */
function facts(bag: Knowledge, workspaceId: string, collectionIds: readonly string[]) {
  const key = [workspaceId, ...collectionIds].join(' ');
  const hit = known.get(key);
  if (hit && hit.until > Date.now()) return hit.value;
  const value = bag.db.in(workspaceId, async (tx) => ({
    languages: await languagesIn(tx, collectionIds),
    size: await countPassages(tx, collectionIds),
  }));
  if (known.size > 1_000) known.clear();
  known.set(key, { until: Date.now() + FACTS_MS, value });
  value.catch(() => known.delete(key));
  return value;
}
