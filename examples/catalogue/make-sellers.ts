import type { Draws } from '../../bench/errors/random-draws.ts';

export const SELLERS = 9_400;

/** A marketplace seller, with habits that show in every offer. */
export interface Seller {
  id: string;
  country: 'GB' | 'ES' | 'CN';
  currency: 'GBP' | 'EUR' | 'CNY';
  language: 'en' | 'es' | 'zh';
  title: 'plain' | 'shouting' | 'stuffed' | 'codes';
  /** How much more often than others it makes mistakes. */
  carelessness: number;
}

const COUNTRIES = [
  { country: 'GB', currency: 'GBP', language: 'en' },
  { country: 'ES', currency: 'EUR', language: 'es' },
  { country: 'CN', currency: 'CNY', language: 'zh' },
] as const;

/** All sellers of the marketplace; only some of them have an offer in a sample. */
export function makeSellers(d: Draws): Seller[] {
  return Array.from({ length: SELLERS }, (_, i) => {
    const at = d.chance(0.82) ? COUNTRIES[0] : d.chance(0.6) ? COUNTRIES[1] : COUNTRIES[2];
    // Many Spanish and Chinese sellers write English for the British shop.
    const language = at.language !== 'en' && d.chance(0.45) ? 'en' : at.language;
    const title = d.pick(['plain', 'plain', 'plain', 'shouting', 'stuffed', 'codes'] as const);
    return { id: `SEL-${10_001 + i}`, ...at, language, title, carelessness: d.chance(0.15) ? 3 : 0.65 };
  });
}
