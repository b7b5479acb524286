import { distill as englishDistill } from './en/distill.ts';
import { tuning as englishTuning } from './en/tuning.ts';
import { en } from './en.ts';
import { distill as chineseDistill } from './zh/distill.ts';
import { tuning as chineseTuning } from './zh/tuning.ts';
import { zh } from './zh.ts';

/** Both catalogues with what the studio loads later, for tests that look at all of it. */
export const everything = {
  en: { ...en, words: { ...en.words, distill: englishDistill, tuning: englishTuning } },
  zh: { ...zh, words: { ...zh.words, distill: chineseDistill, tuning: chineseTuning } },
};
