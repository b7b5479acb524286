import type { RuleBag } from '../bag.ts';
import type { Finding } from '../check.ts';
import type { Action, PolicyDefinition, Rule } from '../contract.ts';
import { repairJson } from '../json/repair-json.ts';
import type { Edit } from '../redact/edits.ts';
import { parts, redact } from '../redact/redact.ts';
import { strictest } from './apply-policy.ts';
import { type RuleContext, type RuleOutcome, rulesFor, runRule } from './run-rule.ts';

/** Text that may go out, or at the end what follows from the whole of it. After `block` nothing more comes. */
export type StreamPart =
  | { type: 'text'; text: string }
  | {
      type: 'end';
      action: Action;
      findings: Finding[];
      failed: string[];
      outcomes: RuleOutcome[];
      /** What went out in the place of something else, by its offsets in the answer. */
      edits: Edit[];
    };

export interface StreamOptions extends Omit<RuleContext, 'where'> {
  /** What stands in the place of what is hidden; absent: its kind. */
  name?: (finding: Finding, value: string) => string;
}

/** No more is held back than this, even if no sentence ends. */
const MOST = 400;
/** What went out just before is looked at again with what comes: a name may lie across the border. */
const CONTEXT = 160;
/** Of a text without ends of sentences so much stays back: a card number of which half has come is not yet one. */
const UNFINISHED = 80;
/** The same for a check that says itself where something is unfinished: its longest finding, twice. */
const MOST_OPEN = 16_000;

/** Whether a rule changes what passes; the others only note it. */
export const acts = ({ action }: Rule) => action === 'redact' || action === 'block';

/**
 * An answer through the output rules of a policy as it comes. Held back are whole sentences, for rules that redact or
 * block by what they read; the whole answer for those that redact or block by the finished one; nothing for rules that
 * only note what they find.
 */
export async function* guardStream(
  bag: RuleBag,
  policy: PolicyDefinition,
  pieces: AsyncIterable<string>,
  options: StreamOptions = {},
): AsyncGenerator<StreamPart> {
  const { name = ({ type }: Finding) => `[${type}]`, ...given } = options;
  const context = { ...given, where: 'output' as const };
  const rules = rulesFor(policy, context);
  const atEnd = rules.filter((rule) => bag.checks[rule.check].atEnd);
  const repairs = rules.some((rule) => rule.check === 'json' && acts(rule)) && options.json !== undefined;
  const whole = repairs || atEnd.some(acts);
  const early = whole ? rules : rules.filter((rule) => !atEnd.includes(rule));
  const holds = early.some(acts);
  const opens = early.filter(acts).flatMap(({ check }) => bag.checks[check].openFrom ?? []);
  const patience = opens.length > 0 ? MOST_OPEN : 2 * MOST;
  const outcomes: RuleOutcome[] = [];
  const edits: Edit[] = [];
  let done = '';
  let held = '';

  /** Keeps findings, by their places in the whole answer. */
  const note = (fresh: readonly RuleOutcome[], before: number) => {
    const shift = done.length - before;
    for (const one of fresh)
      outcomes.push({
        ...one,
        findings: one.findings.map((f) => ({ ...f, start: f.start + shift, end: f.end + shift })),
      });
  };
  /** Looks at what is held up to `to`; what may go out, or that nothing may. Keeps back a finding that is cut off. */
  const release = async (to: number, last: boolean): Promise<string | undefined> => {
    const before = done.slice(-CONTEXT);
    const seen = before + held;
    const looks = await Promise.all(early.map((rule) => runRule(bag, rule, seen, context)));
    const within = (end: number) =>
      looks.map((one) => ({
        ...one,
        findings: one.findings.filter((f) => f.end > before.length && f.start < before.length + end),
      }));
    const fresh = within(to);
    if (strictest(fresh) === 'block') {
      note(fresh, before.length);
      return undefined;
    }
    const hidden = parts(fresh.filter(({ rule }) => hides(rule)).flatMap((one) => one.findings));
    const cut = hidden.find((one) => one.end > before.length + to && one.start >= before.length);
    const end = cut && !last && held.length < patience ? cut.start - before.length : to;
    const inside = hidden
      .filter((one) => one.start < before.length + end)
      .map((one) => ({
        ...one,
        start: Math.max(one.start, before.length),
        end: Math.min(one.end, before.length + end),
      }));
    note(within(end), before.length);
    const shift = done.length - before.length;
    const noted = (finding: Finding, value: string) => {
      const put = name(finding, value);
      edits.push({ start: finding.start + shift, end: finding.end + shift, length: put.length });
      return put;
    };
    const text = redact(seen.slice(0, before.length + end), inside, noted).slice(before.length);
    done += held.slice(0, end);
    held = held.slice(end);
    return text;
  };
  const close = (more: RuleOutcome[] = []): StreamPart => {
    const all = [...outcomes, ...more];
    return {
      type: 'end',
      action: strictest(all),
      findings: all.flatMap((one) => one.findings),
      failed: [...new Set(all.filter((one) => one.failed).map(({ rule }) => rule.check))],
      outcomes: all,
      edits,
    };
  };

  for await (const piece of pieces) {
    if (!holds) {
      done += piece;
      yield { type: 'text', text: piece };
      continue;
    }
    held += piece;
    if (whole) continue;
    for (let to = border(held, opens); to > 0; to = border(held, opens)) {
      const length = held.length;
      const text = await release(to, false);
      if (text === undefined) return yield close();
      if (text) yield { type: 'text', text };
      if (held.length === length) break;
    }
  }
  if (repairs) held = repairJson(held)?.text ?? held;
  if (holds && held) {
    const text = await release(held.length, true);
    if (text === undefined) return yield close();
    if (text) yield { type: 'text', text };
  }
  const rest = whole ? [] : holds ? atEnd : rules;
  yield close(await Promise.all(rest.map((rule) => runRule(bag, rule, done, context))));
}

/** JSON that is wrong is mended or not let out: with its kind in its place it would not be JSON either. */
function hides({ action, check }: Rule): boolean {
  return action === 'redact' && check !== 'json';
}

/**
 * Up to where what is held can be judged: the last end of a sentence, or the last space if it has become long; nothing
 * from where on something has begun that may still come to its end.
 */
function border(held: string, opens: readonly ((text: string) => number)[]): number {
  const open = Math.min(held.length, ...opens.map((from) => from(held)));
  const ends = [...held.slice(0, open + 1).matchAll(/[.!?](?=\s)|[。！？\n]/g)]
    .filter(({ index }) => index < open)
    .at(-1);
  if (ends) return ends.index + 1;
  if (open < MOST) return 0;
  const space = held.lastIndexOf(' ', open - UNFINISHED);
  return space > MOST / 2 ? space + 1 : open - UNFINISHED;
}
