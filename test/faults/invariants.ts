import { setTimeout as sleep } from 'node:timers/promises';
import { count, indexedPassages, storedPassages } from './stored.ts';
import { type Finding, finding } from './subject.ts';

const SETTLE_MS = 60_000;

/** What must come to nothing once nobody asks for anything any more, whatever the subjects did. */
const LEFT_OVER: Record<string, string> = {
  'durable jobs that have not ended': `select count(*) as n from dbos.workflow_status where status in ('PENDING', 'ENQUEUED', 'DELAYED')`,
  'durable jobs that gave up': `select count(*) as n from dbos.workflow_status where status in ('ERROR', 'MAX_RECOVERY_ATTEMPTS_EXCEEDED', 'RETRIES_EXCEEDED')`,
  'ingestions that have not ended': `select count(*) as n from ingestions where status in ('open', 'running')`,
  'documents that wait to be read': `select count(*) as n from documents where status in ('queued', 'reading')`,
  'documents whose index rows may be old': 'select count(*) as n from stale_documents',
  'runs that are still going': `select count(*) as n from runs where status = 'running'`,
  'originals that belong to no file':
    'select count(*) as n from blobs b where not exists (select 1 from files f where f.blob_id = b.id)',
};

/** Checks what holds for the whole data directory. */
export async function checkInvariants(dataDir: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [what, sql] of Object.entries(LEFT_OVER)) {
    let left = await count(dataDir, sql);
    for (let waited = 0; left > 0 && waited < SETTLE_MS; waited += 250) {
      await sleep(250);
      left = await count(dataDir, sql);
    }
    findings.push(finding(`no ${what}`, `${left} left`, left > 0 ? [`${left} ${what}`] : []));
  }
  findings.push(await indexAgrees(dataDir));
  return findings;
}

/** The search index holds each passage of the database once, with its vector, and nothing else. */
async function indexAgrees(dataDir: string): Promise<Finding> {
  const stored = new Map((await storedPassages(dataDir)).map((one) => [one.id, one.vector]));
  const indexed = await indexedPassages(dataDir);
  const seen = new Set<string>();
  const violations: string[] = [];
  for (const { id, vector } of indexed) {
    if (seen.has(id)) violations.push(`${id} is in the index twice`);
    else if (!stored.has(id)) violations.push(`${id} is in the index, not in the database`);
    else if (stored.get(id) !== vector) violations.push(`${id} has another vector in the index`);
    seen.add(id);
  }
  for (const id of stored.keys()) if (!seen.has(id)) violations.push(`${id} is not in the index`);
  const claim = 'the search index holds each stored passage once, with its vector, and no other';
  return finding(claim, `${stored.size} passages, ${indexed.length} rows`, violations);
}
