import type { RuleBag } from '../bag.ts';
import { parts, redact } from './redact.ts';

/** Kinds that tell whom a text is about. Days, places and firms are what a question is asked about, and stay. */
const TELLING = new Set([
  ...['PERSON', 'EMAIL_ADDRESS', 'PHONE_NUMBER', 'IP_ADDRESS', 'ADDRESS', 'DATE_OF_BIRTH'],
  ...[
    'CREDIT_CARD',
    'IBAN_CODE',
    'US_SSN',
    'UK_NINO',
    'CN_ID_CARD',
    'PASSPORT',
    'TAX_ID',
    'US_DRIVER_LICENSE',
  ],
]);
const SURE = 0.5;

/**
 * A text without what would tell whom it is about, and without keys, for good. Asks no model and takes well below a
 * millisecond a question, so it may run inside a transaction.
 */
export async function hidePersonal(
  bag: Pick<RuleBag, 'checks' | 'minilm'>,
  text: string,
): Promise<{ text: string; redactions: number }> {
  const context = { minilm: bag.minilm };
  const looks = [await bag.checks.pii.run(text, context), await bag.checks.secrets.run(text, context)];
  const found = looks.flatMap(({ findings }) => findings);
  const telling = found.filter(
    ({ check, type, score }) => score >= SURE && (check === 'secrets' || TELLING.has(type)),
  );
  return { text: redact(text, telling), redactions: parts(telling).length };
}
