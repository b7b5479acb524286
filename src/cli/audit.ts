import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { Anchor, AuditCheck } from '../governance/contract.ts';
import { type Problem, verifyExport } from '../governance/index.ts';
import { type Client, Refused } from './client.ts';
import type { Output } from './output.ts';

/** Kept elsewhere, an anchor also shows a chain that was cut together with its signed end. */
function readAnchors(files: readonly string[]): z.infer<typeof Anchor>[] {
  return files.map((file) => {
    try {
      return Anchor.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch (cause) {
      if (cause instanceof Error && 'code' in cause) throw cause;
      throw new Refused(`${file} is no anchor: what "sevenfold audit anchor" printed is needed.`, { cause });
    }
  });
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
  const kept = readAnchors(anchors);
  try {
    report(out, verifyExport(key, text, kept));
  } catch (cause) {
    throw new Refused(`${file} is no exported audit log: what "sevenfold audit export" printed is needed.`, {
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

/** sevenfold audit export: the log as it is stored, one entry a line; the same with and without --json. */
export async function exportLog(client: Client): Promise<void> {
  const answer = await client.send('GET', '/api/audit/export', {});
  for await (const chunk of answer.body ?? []) process.stdout.write(chunk);
}

/** sevenfold audit anchor: prints the signed end of the chain, to be kept elsewhere. */
export async function printAnchor(client: Client, out: Output): Promise<void> {
  const anchor = await client.json('GET', '/api/audit/anchor');
  out.answer(anchor, JSON.stringify(anchor));
}
