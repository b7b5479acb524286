import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { Anchor, AuditCheck } from '../governance/contract.ts';
import { type Problem, verifyExport } from '../governance/index.ts';
import { type Client, Refused } from './client.ts';
import type { Output } from './output.ts';

/** Kept elsewhere, an anchor also shows a chain that was cut together with its signed end. */
function readAnchors(files: readonly string[]): z.infer<typeof Anchor>[] {
  return files.map((file) => Anchor.parse(JSON.parse(readFileSync(file, 'utf8'))));
}

/** sevenfold audit verify: asks the server to check its chain. Exits with 1 when it was tampered with. */
export async function verifyOnServer(client: Client, out: Output, anchors: string[]): Promise<void> {
  const answer = await client.json('POST', '/api/audit/verify', { anchors: readAnchors(anchors) });
  report(out, AuditCheck.parse(answer));
}

/**
 * sevenfold audit verify EXPORT: checks an exported chain without any server; needs the installation's key
 * (ENCRYPTION_KEY, or the data directory).
 */
export function verifyOffline(out: Output, key: Buffer, file: string, anchors: string[]): void {
  const text = readFileSync(file, 'utf8');
  try {
    report(out, verifyExport(key, text, readAnchors(anchors)));
  } catch (cause) {
    throw new Refused(`${file} is no exported audit log: JSON lines of GET /api/audit/export are needed.`, {
      cause,
    });
  }
}

function report(out: Output, result: { entries: number; problems: Problem[] }): void {
  const { entries, problems } = result;
  const lines = problems.map(({ seq, problem }) => `  entry ${seq}: ${problem.replaceAll('_', ' ')}`);
  const head =
    problems.length === 0
      ? `The audit chain is intact: ${entries} entries.`
      : `The audit chain was tampered with (${entries} entries):`;
  out.answer(result, [head, ...lines].join('\n'));
  if (problems.length > 0) process.exitCode = 1;
}

/** sevenfold audit anchor: prints the signed end of the chain, to be kept elsewhere. */
export async function printAnchor(client: Client, out: Output): Promise<void> {
  const anchor = await client.json('GET', '/api/audit/anchor');
  out.answer(anchor, JSON.stringify(anchor));
}
