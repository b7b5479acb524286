import { cx } from './cx.ts';
import { type Change, wordDiff } from './word-diff.ts';

const LOOKS = {
  same: '',
  added: 'rounded-sm bg-good-soft text-good no-underline [del+&]:ml-1',
  removed: 'rounded-sm bg-bad-soft text-bad',
} as const;

interface DiffTextProps {
  before: string;
  after: string;
  /** Only what one side has: the texts then stand side by side. */
  side?: 'before' | 'after';
}

/** What changed between two texts, word by word. */
export function DiffText({ before, after, side }: DiffTextProps) {
  return wordDiff(before, after)
    .filter(({ kind }) => shows(kind, side))
    .map(({ kind, text }, i) => {
      const Tag = kind === 'added' ? 'ins' : kind === 'removed' ? 'del' : 'span';
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: the stretches of one comparison never move
        <Tag key={i} className={cx(LOOKS[kind], side === 'before' && 'no-underline')}>
          {text}
        </Tag>
      );
    });
}

function shows(kind: Change['kind'], side: DiffTextProps['side']): boolean {
  if (side === undefined || kind === 'same') return true;
  return kind === (side === 'before' ? 'removed' : 'added');
}
