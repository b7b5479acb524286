import { chineseId, iban, luhn, plausibleSsn } from './checksums.ts';

/** A kind of personal data that has a form of its own. */
export interface Rule {
  type: string;
  /** Must run in linear time: parts that repeat are bounded and cannot match the same signs in two ways. */
  pattern: RegExp;
  score: number;
  /** Words nearby that make it likelier (or, if `needed`, possible at all). */
  context?: RegExp;
  needed?: boolean;
  /** What must also hold of the digits and letters alone. */
  valid?: (compact: string, raw: string) => boolean;
}

const PHONE =
  /phone|\btel|mobile|\bcell|\bfax|\bcall|\bdial|\breach|contact|office|answering|whatsapp|\bsms|\bring\b|电话|手机|联系|致电/i;
const BORN = /birth|born|dob|b\.d\.|生日|出生/i;
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const digits = (n: number, m: number) => (compact: string) => compact.length >= n && compact.length <= m;

/** The order matters: a place that an earlier rule took is not looked at by later ones. */
export const RULES: Rule[] = [
  {
    type: 'IBAN_CODE',
    pattern:
      /(?<![A-Za-zÀ-ɏ\d])[A-Za-z]{2}\d{2}(?: ?[A-Za-z\d]{4}){2,7}(?: ?[A-Za-z\d]{1,3})?(?![A-Za-zÀ-ɏ\d])/g,
    score: 0.95,
    valid: (c) => iban(c),
  },
  {
    type: 'IP_ADDRESS',
    pattern: /(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.]*\d)/g,
    score: 0.9,
  },
  { type: 'IP_ADDRESS', pattern: /(?<![\da-f:])(?:[\da-f]{1,4}:){7}[\da-f]{1,4}(?![\da-f:])/gi, score: 0.9 },
  {
    type: 'IP_ADDRESS',
    pattern: /(?<![\da-f:])(?:[\da-f]{1,4}:){1,6}(?::[\da-f]{1,4}){1,6}(?![\da-f:])/gi,
    score: 0.8,
    valid: (_c, raw) => /\d/.test(raw),
  },
  {
    type: 'CREDIT_CARD',
    pattern: /(?<![\d.-])\d(?:[ -]?\d){12,18}(?![\d-])/g,
    score: 0.95,
    valid: (c) => digits(13, 19)(c) && /^[2-6]/.test(c) && luhn(c),
  },
  {
    type: 'CN_ID_CARD',
    pattern: /(?<![A-Za-zÀ-ɏ\d])[1-8]\d{16}[\dXx](?![A-Za-zÀ-ɏ\d])/g,
    score: 0.95,
    valid: (c) => chineseId(c),
  },
  {
    type: 'US_SSN',
    pattern: /(?<![\d-])\d{3}[- ]\d{2}[- ]\d{4}(?![\d-])/g,
    score: 0.8,
    context: /ssn|social/i,
    valid: plausibleSsn,
  },
  {
    type: 'US_SSN',
    pattern: /(?<![\d-])\d{9}(?![\d-])/g,
    score: 0.7,
    context: /ssn|social security/i,
    needed: true,
    valid: plausibleSsn,
  },
  {
    type: 'UK_NINO',
    pattern: /(?<![A-Za-zÀ-ɏ\d])[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![A-Za-zÀ-ɏ\d])/gi,
    score: 0.75,
    context: /national insurance|nino/i,
  },
  {
    type: 'US_DRIVER_LICENSE',
    pattern: /(?<![A-Za-zÀ-ɏ\d])[A-Za-z]{0,2}\d{6,14}[A-Za-z]{0,2}(?![A-Za-zÀ-ɏ\d])/g,
    score: 0.75,
    context: /driv|licen[cs]e|\bdl\b/i,
    needed: true,
  },
  {
    type: 'PASSPORT',
    pattern: /(?<![A-Za-zÀ-ɏ\d])[A-Z]{0,2}\d{7,9}(?![A-Za-zÀ-ɏ\d])/g,
    score: 0.75,
    context: /passport|护照/i,
    needed: true,
  },
  {
    type: 'TAX_ID',
    pattern:
      /(?<![A-Za-zÀ-ɏ\d])(?:\d{2} ?\d{3} ?\d{3} ?\d{3}|\d{3}\.\d{3}\.\d{3}-\d{2}|[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z])(?![A-Za-zÀ-ɏ\d])/g,
    score: 0.75,
    context: /tax|steuer|cpf|codice fiscale|fiscal/i,
    needed: true,
  },
  {
    type: 'DATE_TIME',
    pattern:
      /(?<![\d/.-])(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d{2}|\d{1,2}\/\d{1,2}\/\d{2})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?(?![\d/-])/g,
    score: 0.6,
    context: BORN,
    valid: plausibleDate,
  },
  {
    type: 'DATE_TIME',
    pattern: new RegExp(
      `(?<![A-Za-zÀ-ɏ\\d])(?:\\d{1,2}(?:st|nd|rd|th)? (?:of )?${MONTH}\\.?(?:,? \\d{4})?|${MONTH}\\.? \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?|${MONTH},? \\d{4})(?![A-Za-zÀ-ɏ\\d])`,
      'gi',
    ),
    score: 0.55,
    context: BORN,
  },
  {
    type: 'DATE_TIME',
    pattern: /(?<![A-Za-zÀ-ɏ\d])\d{2,4}年\d{1,2}月(?:\d{1,2}[日号])?/g,
    score: 0.6,
    context: BORN,
  },
  {
    type: 'DATE_TIME',
    pattern: /(?<![A-Za-zÀ-ɏ\d])(?:mon|tues|wednes|thurs|fri|satur|sun)day(?![A-Za-zÀ-ɏ\d])/gi,
    score: 0.35,
  },
  {
    type: 'PHONE_NUMBER',
    pattern: /(?<![\d.+-])\+\d{1,3}(?:[ .()/-]{0,2}\d){6,12}(?:x\d{1,6})?(?!\d)/g,
    score: 0.85,
    context: PHONE,
  },
  {
    type: 'PHONE_NUMBER',
    pattern: /(?<![\d.-])(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}(?: ?x\d{1,6})?(?!\d)/g,
    score: 0.75,
    context: PHONE,
  },
  {
    type: 'PHONE_NUMBER',
    pattern: /(?<![A-Za-zÀ-ɏ\d])1[3-9]\d(?:\d{8}|[ -]\d{4}[ -]\d{4})(?!\d)/g,
    score: 0.7,
    context: PHONE,
  },
  {
    type: 'PHONE_NUMBER',
    pattern:
      /(?<![A-Za-zÀ-ɏ\d.-])(?:\(\d{2,5}\)|0\d{1,4})[ /-]\d{2,5}(?:[ -]\d{2,5}){0,3}(?: ?x\d{1,6})?(?!\d|-\d)/g,
    score: 0.6,
    context: PHONE,
    valid: digits(8, 12),
  },
  {
    type: 'PHONE_NUMBER',
    pattern: /(?<![A-Za-zÀ-ɏ\d.$€£-])\d{2,5}(?:[ -]\d{2,6}){1,4}(?: ?x\d{1,6})?(?!\d|-\d)/g,
    score: 0.45,
    context: PHONE,
    valid: digits(7, 12),
  },
  {
    type: 'PHONE_NUMBER',
    pattern: /(?<![A-Za-zÀ-ɏ\d.#-])\d{7,12}(?:x\d{1,6})?(?![A-Za-zÀ-ɏ\d])/g,
    score: 0.6,
    context:
      /phone|\btel\b|\bmobile|\bcell|\bfax|\bcall (?:me|us|him|her|them|at|on)\b|\breach\b|whatsapp|\bdial|电话|手机/i,
    needed: true,
  },
  { type: 'AGE', pattern: /(?<![A-Za-zÀ-ɏ\d])\d{1,3}(?:[ -]years?[ -]old|[ -]?y\/o|岁)/gi, score: 0.4 },
];

function plausibleDate(_compact: string, raw: string): boolean {
  const parts = raw.split(/[^\d]+/).map(Number);
  const [a = 0, b = 0, c = 0] = parts;
  const [day, month] = a > 31 ? [c, b] : a > 12 ? [a, b] : [b, a];
  return month >= 1 && month <= 31 && day >= 1 && day <= 31;
}
