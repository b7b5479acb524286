import type { Finding } from '../check.ts';
import { emails, webAddresses } from './addresses-on-line.ts';
import { RULES, type Rule } from './rules.ts';

/** How far from a number the words may stand that say what it is. */
const BEFORE = 45;
const AFTER = 20;
const SURER = 0.25;

/** Everything that has a form of its own: numbers with a check digit, phones, dates, addresses on the net. */
export function structured(text: string): Finding[] {
  const taken = new Uint8Array(text.length);
  const out: Finding[] = [];
  const take = (found: Finding) => {
    for (let i = found.start; i < found.end; i += 1) if (taken[i]) return;
    taken.fill(1, found.start, found.end);
    out.push(found);
  };
  for (const found of emails(text)) take(found);
  for (const found of webAddresses(text)) take(found);
  const numbers = /\d/.test(text);
  for (const rule of RULES) {
    if (!numbers && rule.score >= 0.4) continue;
    for (const match of text.matchAll(rule.pattern)) {
      const found = judge(text, rule, match.index, match[0]);
      if (found) take(found);
    }
  }
  return out.flatMap((one) => [one, ...birthday(text, one)]).sort((a, b) => a.start - b.start);
}

function judge(text: string, rule: Rule, start: number, raw: string): Finding | undefined {
  if (rule.valid && !rule.valid(raw.replace(/x\d+$/, '').replace(/[^\p{L}\p{N}]/gu, ''), raw))
    return undefined;
  const around = rule.context
    ? `${text.slice(Math.max(0, start - BEFORE), start)} ${text.slice(start + raw.length, start + raw.length + AFTER)}`
    : '';
  const near = rule.context?.test(around) ?? false;
  if (rule.needed && !near) return undefined;
  return {
    check: 'pii',
    type: rule.type,
    start,
    end: start + raw.length,
    score: Math.min(0.99, rule.score + (near ? SURER : 0)),
  };
}

/** A date beside the word "born" is also a date of birth, which policies name apart from other dates. */
function birthday(text: string, found: Finding): Finding[] {
  if (found.type !== 'DATE_TIME') return [];
  const before = text.slice(Math.max(0, found.start - 30), found.start);
  return /birth|born|dob|生日|出生/i.test(before) ? [{ ...found, type: 'DATE_OF_BIRTH', score: 0.85 }] : [];
}
