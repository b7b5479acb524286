/**
 * Texts count as the same when they differ in case, spacing or punctuation only. Marks are letters to Hindi and Thai, which
 * write vowels with them, and a thumb up is not a thumb down.
 */
export function sameText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Extended_Pictographic}]+/gu, ' ')
    .trim();
}
