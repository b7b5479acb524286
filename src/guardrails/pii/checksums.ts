/** Luhn's sum (ISO/IEC 7812): nine of ten mistyped or made-up numbers fail it. */
export function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0 && /[1-9]/.test(digits);
}

/** ISO 13616: the number, its first four signs moved to the end and letters as 10 to 35, leaves 1 when divided by 97. */
export function iban(compact: string): boolean {
  const turned = compact.slice(4) + compact.slice(0, 4);
  let rest = 0;
  for (const sign of turned.toUpperCase()) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

const FACTORS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** GB 11643: the eighteenth sign of a Chinese identity number, and a date of birth that can be. */
export function chineseId(id: string): boolean {
  const sum = FACTORS.reduce((all, factor, i) => all + factor * Number(id[i]), 0);
  const month = Number(id.slice(10, 12));
  const day = Number(id.slice(12, 14));
  return CHECKS[sum % 11] === id[17]?.toUpperCase() && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/** No such social security number is ever given out. */
export function plausibleSsn(digits: string): boolean {
  return !/^(000|666|9)/.test(digits) && digits.slice(3, 5) !== '00' && digits.slice(5) !== '0000';
}
