/**
 * A text as a pattern of character classes, from exact to loose: letters and digits with the length of each run;
 * letters without lengths; words and numbers; and no more than which classes occur.
 */
export const LEVELS = ['exact', 'letters', 'words', 'classes'] as const;
export type Level = (typeof LEVELS)[number];

const RUN =
  /(?<upper>\p{Lu}+)|(?<lower>\p{Ll}+)|(?<digit>\p{Nd}+)|(?<han>\p{Script=Han}+)|(?<letter>[\p{L}\p{M}]+)|(?<space>\s+)|(?<other>.)/gsu;

interface Run {
  mark: string;
  text: string;
}

function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  for (const found of text.matchAll(RUN)) {
    const groups = found.groups ?? {};
    const mark = groups.upper
      ? 'A'
      : groups.lower
        ? 'a'
        : groups.digit
          ? '9'
          : groups.han
            ? '字'
            : groups.letter
              ? 'ª'
              : groups.space
                ? ' '
                : (groups.other ?? '');
    runs.push({ mark, text: found[0] });
  }
  return runs;
}

/** The pattern of a text at each level; texts over 80 characters are too long to have a format. */
export function shapesOf(text: string): Record<Level, string> | undefined {
  if (text.length > 80) return undefined;
  const runs = runsOf(text);
  const exact = runs
    .map(({ mark, text: run }) => (/[Aa9]/.test(mark) ? `${mark}${run.length}` : mark))
    .join('');
  const letters = runs.map(({ mark, text: run }) => (mark === '9' ? `9${run.length}` : mark)).join('');
  // Numbers get separators as they grow: 1,249 is no other format than 529.
  const plain = runs.some(({ mark }) => mark === ',')
    ? runsOf(text.replaceAll(/\d{1,3}(?:,\d{3})+(?!\d)/g, ungrouped))
    : runs;
  // "O'Brien", "Mary-Jane" and "St. Ives" are words like any other: what joins letters is no difference of format.
  const words = plain
    .map(({ mark }) => (/[Aaª]/.test(mark) ? 'w' : mark))
    .join('')
    .replaceAll(/w[w'’.&-]*/g, 'w')
    .replaceAll(/w(?: [w&])+/g, 'w…');
  const classes = [...new Set(plain.map(({ mark }) => (/[Aaª字]/.test(mark) ? 'w' : mark)))].sort().join('');
  return { exact, letters, words, classes: classes.replaceAll(/[ '’.&-]/g, '') };
}

function ungrouped(number: string): string {
  return number.replaceAll(',', '');
}
