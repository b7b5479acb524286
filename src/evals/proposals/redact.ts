/** What looks like it belongs to a person. Each pattern runs in linear time on any text. */
const PATTERNS: { label: string; pattern: RegExp; holds?: (found: string) => boolean }[] = [
  { label: 'e-mail', pattern: /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g },
  { label: 'iban', pattern: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/g, holds: isIban },
  { label: 'card', pattern: /\b\d(?:[ -]?\d){12,18}\b/g, holds: isCard },
  { label: 'ip', pattern: /\b(?:\d{1,3}\.){3}\d{1,3}\b/g },
  { label: 'phone', pattern: /(?<![\w.])\+?\d[\d ()/-]{7,17}\d(?![\w.])/g, holds: isPhone },
];

/** Text without what would tell whom it is about: e-mail addresses, account and card numbers, IP addresses, telephone numbers. */
export function redact(text: string): { text: string; redactions: number } {
  let redactions = 0;
  let rest = text;
  for (const { label, pattern, holds } of PATTERNS) {
    rest = rest.replaceAll(pattern, (found) => {
      if (holds && !holds(found)) return found;
      redactions += 1;
      return `[${label}]`;
    });
  }
  return { text: rest, redactions };
}

/** The check digit of payment cards (ISO/IEC 7812-1, Luhn). */
function isCard(found: string): boolean {
  const digits = [...found.replaceAll(/\D/g, '')].reverse().map(Number);
  const sum = digits.reduce((total, digit, i) => {
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return digits.length >= 13 && sum % 10 === 0;
}

/** The check digits of an IBAN (ISO 13616, remainder 1 of 97). */
function isIban(found: string): boolean {
  const compact = found.replaceAll(' ', '');
  const moved = compact.slice(4) + compact.slice(0, 4);
  const digits = [...moved].map((char) => Number.parseInt(char, 36)).join('');
  let remainder = 0;
  for (const digit of digits) remainder = (remainder * 10 + Number(digit)) % 97;
  return remainder === 1;
}

/** Telephone numbers have nine to fifteen digits (ITU-T E.164); a date or an amount has fewer. */
function isPhone(found: string): boolean {
  const digits = found.replaceAll(/\D/g, '').length;
  return digits >= 9 && digits <= 15;
}
