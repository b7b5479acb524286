/** Whether two texts differ by one inserted, left out, replaced or swapped neighbouring character. */
export function oneEditApart(a: string, b: string): boolean {
  const [x, y] = a.length <= b.length ? [a, b] : [b, a];
  if (y.length - x.length > 1 || x === y) return false;
  let at = 0;
  while (at < x.length && x[at] === y[at]) at += 1;
  if (y.length > x.length) return x.slice(at) === y.slice(at + 1);
  if (x.slice(at + 1) === y.slice(at + 1)) return true;
  return x[at] === y[at + 1] && x[at + 1] === y[at] && x.slice(at + 2) === y.slice(at + 2);
}

/** The text itself and each text with one character left out: two texts one edit apart share one of them. */
export function* deletions(text: string): Generator<string> {
  yield text;
  for (let i = 0; i < text.length; i += 1) yield text.slice(0, i) + text.slice(i + 1);
}

/** Where two texts one edit apart differ. */
export function difference(a: string, b: string): { from: string; to: string } {
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return { from: a.slice(start, a.length - end), to: b.slice(start, b.length - end) };
}
