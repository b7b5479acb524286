import { z } from 'zod';
import { type Anchor, type Problem, verifyChain } from './chain.ts';
import { Anchor as AnchorShape, AuditEntry } from './contract.ts';

const Line = z.union([
  z.object({ entry: AuditEntry.extend({ workspaceId: z.string(), previous: z.string() }) }),
  z.object({ anchor: AnchorShape }),
]);

/** Checks an exported chain (JSON lines: the entries, then the anchor) with the installation's audit key. */
export function verifyExport(
  key: Buffer,
  text: string,
  anchors: readonly Anchor[],
): { entries: number; problems: Problem[] } {
  const lines = text
    .trim()
    .split('\n')
    .map((line) => Line.parse(JSON.parse(line)));
  const entries = lines.flatMap((line) => ('entry' in line ? [line.entry] : []));
  const head = lines.flatMap((line) => ('anchor' in line ? [line.anchor] : [])).at(-1);
  return {
    entries: entries.length,
    problems: verifyChain(key, entries, head?.seq === 0 ? undefined : head, anchors),
  };
}
