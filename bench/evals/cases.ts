/** One question whose answer the scripted model knows for nine in ten. */
export interface Case {
  question: string;
  answer: string;
}

export const DELAY_MS = 20;
export const CONCURRENCY = 8;

export function cases(n: number): Case[] {
  return Array.from({ length: n }, (_, i) => {
    const word = `w${i}`;
    return {
      question: `Case ${i}: which word comes last in this line of words, is it ${word}?`,
      answer: i % 10 === 0 ? 'none' : word,
    };
  });
}

/** What one system needed for all cases. */
export interface Measured {
  seconds: number;
  passed: number;
  /** MiB, the most it had resident. */
  peak: number;
}
