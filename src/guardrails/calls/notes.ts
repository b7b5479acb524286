import type { RuleOutcome } from '../apply/run-rule.ts';
import type { Action, CheckName, Where } from '../contract.ts';

/** How often a rule found something in the texts of a call. What it found is not in it. */
export interface Note {
  where: Where;
  check: CheckName;
  /** Of the finding; `not_run` when the check could not. */
  type: string;
  action: Action;
  count: number;
}

/** Counts what the rules of a call find. */
export interface Notes {
  add(where: Where, outcomes: readonly RuleOutcome[]): void;
  all(): Note[];
  /** Findings by check. */
  counts(): Record<string, number>;
  /** Whether a rule wants a person to look. */
  wantsReview(): boolean;
}

export function takeNotes(): Notes {
  const notes = new Map<string, Note>();
  const count = (note: Omit<Note, 'count'>) => {
    const key = `${note.where} ${note.check} ${note.type} ${note.action}`;
    const known = notes.get(key) ?? { ...note, count: 0 };
    known.count += 1;
    notes.set(key, known);
  };
  return {
    add(where, outcomes) {
      for (const { rule, findings, failed } of outcomes) {
        const { check, action } = rule;
        for (const { type } of findings) count({ where, check, type, action });
        if (failed)
          count({ where, check, type: 'not_run', action: rule.onFailure === 'open' ? 'allow' : action });
      }
    },
    all: () => [...notes.values()],
    counts() {
      const counts: Record<string, number> = {};
      for (const { check, count: n } of notes.values()) counts[check] = (counts[check] ?? 0) + n;
      return counts;
    },
    wantsReview: () => [...notes.values()].some(({ action }) => action === 'review'),
  };
}
