import type { ItemOf, Result, Sent } from '../../../client/endpoints.ts';

export type Checked = Result<'POST /api/guardrails/check'>;
export type Finding = Checked['findings'][number];
export type CheckBody = Sent<'POST /api/guardrails/check'>['body'];
export type CheckName = Finding['check'];
export type Policy = ItemOf<'GET /api/guardrails/policies'>;
export type PolicyRule = Policy['definition']['rules'][number];

export const CHECKS = [
  'pii',
  'secrets',
  'injection',
  'toxicity',
  'words',
  'off_topic',
  'groundedness',
  'json',
] as const satisfies readonly CheckName[];

/** What these are looked for with; without it they cannot run. */
export const NEEDS = {
  words: 'words',
  off_topic: 'topics',
  groundedness: 'passages',
  json: 'schema',
} as const satisfies Partial<Record<CheckName, string>>;

export function needOf(check: CheckName): (typeof NEEDS)[keyof typeof NEEDS] | undefined {
  return check in NEEDS ? NEEDS[check as keyof typeof NEEDS] : undefined;
}

/** Types of findings that have a name in words. */
const TYPES = [
  'PERSON',
  'EMAIL_ADDRESS',
  'PHONE_NUMBER',
  'CREDIT_CARD',
  'IBAN_CODE',
  'ADDRESS',
  'LOCATION',
  'ORGANIZATION',
  'DATE_OF_BIRTH',
  'DATE_TIME',
  'IP_ADDRESS',
  'DOMAIN_NAME',
  'PASSPORT',
  'TAX_ID',
  'CN_ID_CARD',
  'US_SSN',
  'API_KEY',
  'PASSWORD',
  'PRIVATE_KEY',
  'BEARER_TOKEN',
  'CONNECTION_STRING',
  'LISTED_WORD',
] as const;

export function knownType(type: string): (typeof TYPES)[number] | undefined {
  return TYPES.find((one) => one === type);
}

/** A stretch of the text, and what was found in it. */
interface Piece {
  from: number;
  text: string;
  finding: Finding | undefined;
}

/** Cuts a text at its findings. Where two overlap, the one that begins first, or is longer, is shown. */
export function piecesOf(text: string, findings: readonly Finding[]): Piece[] {
  const out: Piece[] = [];
  let at = 0;
  for (const finding of [...findings].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (finding.start < at || finding.end <= finding.start) continue;
    if (finding.start > at) out.push({ from: at, text: text.slice(at, finding.start), finding: undefined });
    out.push({ from: finding.start, text: text.slice(finding.start, finding.end), finding });
    at = finding.end;
  }
  if (at < text.length) out.push({ from: at, text: text.slice(at), finding: undefined });
  return out;
}
