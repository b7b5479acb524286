import type { distill } from './en/distill.ts';
import type { tuning } from './en/tuning.ts';
import type { Language } from './languages.ts';
import type { Words } from './message.ts';

/** Areas that come with their screens, so that whoever does not open those never loads them. */
export interface Later {
  tuning: typeof tuning;
  distill: typeof distill;
}
export type LaterArea = keyof Later;

const LOADERS: Record<LaterArea, (language: Language) => Promise<Words>> = {
  tuning: async (language) => {
    const { tuning } = await (language === 'zh' ? import('./zh/tuning.ts') : import('./en/tuning.ts'));
    return { tuning };
  },
  distill: async (language) => {
    const { distill } = await (language === 'zh' ? import('./zh/distill.ts') : import('./en/distill.ts'));
    return { distill };
  },
};

/** The words of these areas in a language. */
export async function loadLater(areas: Iterable<LaterArea>, language: Language): Promise<Words> {
  const loaded = await Promise.all([...areas].map((area) => LOADERS[area](language)));
  return Object.assign({}, ...loaded);
}
