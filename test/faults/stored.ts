import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { connect } from '@lancedb/lancedb';
import pg from 'pg';
import { z } from 'zod';
import { readClusterFile } from '../../src/kernel/database/cluster.ts';

/** A passage as the database has it; two of the same content have the same fingerprint, whatever their ids. */
export interface StoredPassage {
  id: string;
  collection: string;
  document: string;
  fingerprint: string;
  vector: string;
}

const Row = z.object({
  id: z.string(),
  collection: z.string(),
  document: z.string(),
  content: z.string(),
  vector: z.instanceof(Buffer),
});

/** Every passage of a running server's database, by collection, document and place. */
export async function storedPassages(dataDir: string): Promise<StoredPassage[]> {
  const rows = await query(
    dataDir,
    `select p.id, c.name as collection, d.name as document, p.vector,
       concat_ws(' ', c.name, d.name, p.ordinal, p.start, p."end", p.page, p.headings::text, p.text) as content
     from passages p join documents d on d.id = p.document_id join collections c on c.id = d.collection_id
     order by c.name, d.name, p.ordinal, p.id`,
  );
  return z
    .array(Row)
    .parse(rows)
    .map(({ id, collection, document, content, vector }) => {
      const hash = sha256(vector);
      return { id, collection, document, vector: hash, fingerprint: sha256(`${content} ${hash}`) };
    });
}

/** Every row of the search index: id and hash of the vector. */
export async function indexedPassages(dataDir: string): Promise<{ id: string; vector: string }[]> {
  const connection = await connect(join(dataDir, 'index'));
  const out: { id: string; vector: string }[] = [];
  for (const name of await connection.tableNames()) {
    const table = await connection.openTable(name);
    for (const row of await table.query().select(['id', 'vector']).toArray())
      out.push({ id: String(row.id), vector: sha256(bytesOf(row.vector)) });
    table.close();
  }
  connection.close();
  return out;
}

/** One number from the database, as its superuser: row-level security hides nothing. */
export async function count(dataDir: string, sql: string): Promise<number> {
  const [row] = z.array(z.object({ n: z.coerce.number() })).parse(await query(dataDir, sql));
  return row?.n ?? Number.NaN;
}

async function query(dataDir: string, sql: string): Promise<unknown[]> {
  const cluster = readClusterFile(dataDir);
  if (!cluster) throw new Error(`${dataDir} has no PostgreSQL`);
  const { port, password } = cluster;
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    password,
    user: 'sevenfold_admin',
    database: 'sevenfold',
  });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function bytesOf(vector: { toArray(): Float32Array } | Float32Array): Uint8Array {
  const floats = vector instanceof Float32Array ? vector : vector.toArray();
  return new Uint8Array(floats.buffer, floats.byteOffset, floats.byteLength);
}

function sha256(value: string | Uint8Array): string {
  return createHash('sha256').update(value).digest('hex');
}
