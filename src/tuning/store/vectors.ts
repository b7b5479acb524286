import { and, eq, inArray, notExists, sql } from 'drizzle-orm';
import type { Tx } from '../../kernel/index.ts';
import { textVectors, trainingExamples, trainingVersions } from '../schema.ts';

export interface KeptVector {
  vector: Float32Array;
  tokens: number;
}

/** What the vector of the text that belongs to a pair's query is kept under; as `hashOf`, in SQL. */
const documentHash = sql`encode(sha256(convert_to(${trainingExamples.labels} ->> 0, 'UTF8')), 'hex')`;

/** Hashes asked for in one query. */
const AT_ONCE = 5_000;

export async function knownVectors(
  tx: Tx,
  model: string,
  hashes: readonly string[],
): Promise<Map<string, KeptVector>> {
  const known = new Map<string, KeptVector>();
  for (let at = 0; at < hashes.length; at += AT_ONCE) {
    const rows = await tx
      .select({ hash: textVectors.hash, vector: textVectors.vector, tokens: textVectors.tokens })
      .from(textVectors)
      .where(and(eq(textVectors.model, model), inArray(textVectors.hash, hashes.slice(at, at + AT_ONCE))));
    for (const row of rows) known.set(row.hash, { vector: floats(row.vector), tokens: row.tokens });
  }
  return known;
}

/** Which of the hashes have a vector, without fetching it. */
export async function knownHashes(tx: Tx, model: string, hashes: readonly string[]): Promise<Set<string>> {
  const known = new Set<string>();
  for (let at = 0; at < hashes.length; at += AT_ONCE) {
    const rows = await tx
      .select({ hash: textVectors.hash })
      .from(textVectors)
      .where(and(eq(textVectors.model, model), inArray(textVectors.hash, hashes.slice(at, at + AT_ONCE))));
    for (const row of rows) known.add(row.hash);
  }
  return known;
}

export async function keepVectors(
  tx: Tx,
  workspaceId: string,
  model: string,
  vectors: readonly { hash: string; vector: Float32Array; tokens: number }[],
): Promise<void> {
  const rows = vectors.map(({ hash, vector, tokens }) => ({
    ...{ workspaceId, model, hash, tokens },
    vector: new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength),
  }));
  for (let at = 0; at < rows.length; at += 500)
    await tx
      .insert(textVectors)
      .values(rows.slice(at, at + 500))
      .onConflictDoNothing();
}

/** Vectors go with the last training example that has their text, as its own or as what belongs to it. */
export async function dropOrphans(tx: Tx, hashes: readonly string[]): Promise<void> {
  const used = tx
    .select({ one: sql`1` })
    .from(trainingExamples)
    .where(eq(trainingExamples.textHash, textVectors.hash));
  const belongs = tx
    .select({ one: sql`1` })
    .from(trainingExamples)
    .innerJoin(trainingVersions, eq(trainingVersions.id, trainingExamples.versionId))
    .where(and(sql`${trainingVersions.recipe} ->> 'task' = 'pairs'`, eq(documentHash, textVectors.hash)));
  for (let at = 0; at < hashes.length; at += AT_ONCE)
    await tx
      .delete(textVectors)
      .where(
        and(inArray(textVectors.hash, hashes.slice(at, at + AT_ONCE)), notExists(used), notExists(belongs)),
      );
}

/** A copy: the driver's bytes need not lie where floats may. */
function floats(bytes: Uint8Array): Float32Array {
  return new Float32Array(new Uint8Array(bytes).buffer);
}
