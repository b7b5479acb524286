/** Longer than any secret without spaces that a rule knows; three parts of a token make the longest. */
const LONGEST_RUN = 7_100;
/** A run beyond that goes out in stretches of this, so that it is not looked through anew for every sign. */
const STRETCH = 400;
/** Between the lines of a private key, as its rule says, and the last line. */
const LONGEST_KEY = 6_000;
const LAST_LINE = 64;

const BEGIN = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/g;
const END = /-----END [A-Z ]{0,30}PRIVATE KEY-----/g;
/** What tokens and addresses are written with; quotes, brackets, commas and spaces end them. */
const SIGNS = new Set(
  [...'!#$%&*+-./0123456789:=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ^_abcdefghijklmnopqrstuvwxyz~'].map((sign) =>
    sign.charCodeAt(0),
  ),
);

/**
 * From where on a text may hold a secret that has not come to its end, with more of the text to come. What is before it
 * can be judged; half a key cannot, and half of it shown is too much.
 */
export function openSecret(text: string): number {
  let run = text.length;
  const least = Math.max(0, text.length - LONGEST_RUN - STRETCH);
  while (run > least && SIGNS.has(text.charCodeAt(run - 1))) run -= 1;
  if (text.length - run >= LONGEST_RUN + STRETCH) run = text.length - LONGEST_RUN;
  return Math.min(run, openKey(text));
}

/** Where a private key begins whose last line may still come; the end of the text if none does. */
function openKey(text: string): number {
  const from = Math.max(0, text.length - LONGEST_KEY - 2 * LAST_LINE);
  const tail = text.slice(from);
  const last = [...tail.matchAll(END)].at(-1);
  const after = last ? last.index + last[0].length : 0;
  for (const { 0: line, index } of tail.matchAll(BEGIN))
    if (index >= after && tail.length - index - line.length <= LONGEST_KEY + LAST_LINE) return from + index;
  return text.length;
}
