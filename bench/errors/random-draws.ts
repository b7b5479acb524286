import { seeded, uniform } from '../../src/tuning/trainers/numeric/random.ts';

const SYLLABLES =
  'al an ar bel ber bor bran cal car cor dal dan del dor el er fal far fen gar gil hal har hol kel ken lan lar mal mar mel mor nel nor os pel per ral ran ros sal san sel sten tal tan tor ul val ven wal wen wil'.split(
    ' ',
  );
const ENDINGS = ['', '', 'ton', 'ford', 'ley', 'son', 'by', 'wick', 'stead', 'er', 'ham', 'well', 'a', 'o'];

/** What the generators of tables draw from a seed. */
export interface Draws {
  /** From 0 (included) to 1 (excluded). */
  random(): number;
  /** From `low` to `high`, both included. */
  int(low: number, high: number): number;
  pick<T>(values: readonly T[]): T;
  /** The first values often, the last seldom, as most lists of the world are used. */
  skewed<T>(values: readonly T[]): T;
  /** An invented name of two to four syllables. */
  name(): string;
  chance(share: number): boolean;
  /** About a normal distribution: the sum of twelve, less six. */
  normal(): number;
}

export function draws(seed: number): Draws {
  const generator = seeded(seed);
  const random = () => uniform(generator);
  const int = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  return {
    random,
    int,
    pick: (values) => values[int(0, values.length - 1)] as (typeof values)[number],
    skewed: (values) => values[Math.floor(values.length ** random()) - 1] as (typeof values)[number],
    name() {
      const letters = Array.from({ length: int(2, 3) }, () => SYLLABLES[int(0, SYLLABLES.length - 1)]).join(
        '',
      );
      return `${letters[0]?.toUpperCase()}${letters.slice(1)}${ENDINGS[int(0, ENDINGS.length - 1)]}`;
    },
    chance: (share) => random() < share,
    normal: () => Array.from({ length: 12 }, random).reduce((sum, x) => sum + x, -6),
  };
}

export const pad = (n: number, width: number) => String(n).padStart(width, '0');
