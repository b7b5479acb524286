/** A stretch of text that both versions have, or only the new or the old one. */
export interface Change {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Beyond this the texts have too little in common for a word-by-word comparison to say anything. */
const MAX_EDITS = 1_000;

/** Compares two texts word by word (and character by character in Chinese), after Myers. */
export function wordDiff(before: string, after: string): Change[] {
  const a = tokens(before);
  const b = tokens(after);
  const steps = edits(a, b);
  if (!steps) {
    return merged([
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ]);
  }
  return merged(steps);
}

function tokens(text: string): string[] {
  return text.match(/\p{Script=Han}|[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}\s]/gu) ?? [];
}

/** The shortest way from a to b; undefined when it is too long. */
function edits(a: readonly string[], b: readonly string[]): Change[] | undefined {
  const trace: Map<number, number>[] = [];
  let reach = new Map([[1, 0]]);
  for (let d = 0; d <= Math.min(a.length + b.length, MAX_EDITS); d += 1) {
    trace.push(new Map(reach));
    const next = new Map(reach);
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
      let x = down ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      next.set(k, x);
      if (x >= a.length && x - k >= b.length) return walkBack(a, b, trace);
    }
    reach = next;
  }
  return undefined;
}

function walkBack(
  a: readonly string[],
  b: readonly string[],
  trace: readonly Map<number, number>[],
): Change[] {
  const out: Change[] = [];
  let x = a.length;
  let y = b.length;
  for (let d = trace.length - 1; d >= 0; d -= 1) {
    const reach = trace[d] ?? new Map<number, number>();
    const k = x - y;
    const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
    const fromK = down ? k + 1 : k - 1;
    const fromX = d === 0 ? 0 : (reach.get(fromK) ?? 0);
    const fromY = d === 0 ? 0 : fromX - fromK;
    while (x > fromX && y > fromY) {
      x -= 1;
      y -= 1;
      out.push({ kind: 'same', text: a[x] ?? '' });
    }
    if (d === 0) break;
    if (down) out.push({ kind: 'added', text: b[fromY] ?? '' });
    else out.push({ kind: 'removed', text: a[fromX] ?? '' });
    x = fromX;
    y = fromY;
  }
  return out.reverse();
}

/** Neighbours of one kind become one stretch. */
function merged(changes: readonly Change[]): Change[] {
  const out: Change[] = [];
  for (const change of changes) {
    const last = out.at(-1);
    if (last?.kind === change.kind) last.text += change.text;
    else if (change.text !== '') out.push({ ...change });
  }
  return out;
}
