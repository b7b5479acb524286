import type { Finding } from '../check.ts';

/** Puts something in the place of each finding; overlapping ones are one, named after the first and longest. */
export function redact(
  text: string,
  findings: readonly Finding[],
  name: (finding: Finding, value: string) => string = (finding) => `[${finding.type}]`,
): string {
  let out = '';
  let at = 0;
  for (const part of parts(findings)) {
    out += text.slice(at, part.start) + name(part, text.slice(part.start, part.end));
    at = part.end;
  }
  return out + text.slice(at);
}

/** Findings in order, overlapping ones joined: hiding half of an address would show the other half. */
export function parts(findings: readonly Finding[]): Finding[] {
  const out: Finding[] = [];
  for (const one of [...findings].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = out.at(-1);
    if (last && one.start < last.end) last.end = Math.max(last.end, one.end);
    else out.push({ ...one });
  }
  return out;
}
