import type { RuleBag } from '../bag.ts';
import type { Finding } from '../check.ts';
import type { Action, PolicyDefinition } from '../contract.ts';
import { createPseudonyms } from '../redact/pseudonyms.ts';
import { parts, redact } from '../redact/redact.ts';
import { type ApplyOptions, strictest } from './apply-policy.ts';
import { type RuleOutcome, runRule } from './run-rule.ts';

/** Text that may go out, or at the end what follows from the whole of it. After `block` nothing more comes. */
export type StreamPart =
  | { type: 'text'; text: string }
  | { type: 'end'; action: Action; findings: Finding[]; failed: string[] };

/** No more is held back than this, even if no sentence ends. */
const MOST = 400;
/** What went out just before is looked at again with what comes: a name may lie across the border. */
const CONTEXT = 160;
/** Of a text without ends of sentences so much stays back: a card number of which half has come is not yet one. */
const UNFINISHED = 80;

/**
 * An answer through the output rules of a policy as it comes. Held back are whole sentences, for rules that redact or
 * block by what they read; nothing is held back for rules that look at the finished answer, or only note what they find.
 */
export async function* guardStream(
  bag: RuleBag,
  policy: PolicyDefinition,
  pieces: AsyncIterable<string>,
  options: ApplyOptions = {},
): AsyncGenerator<StreamPart> {
  const { pseudonyms = createPseudonyms(), ...given } = options;
  const context = { ...given, where: 'output' as const };
  const rules = policy.rules.filter((rule) => rule.where.includes('output'));
  const late = rules.filter((rule) => bag.checks[rule.check].atEnd);
  const early = rules.filter((rule) => !late.includes(rule));
  const holds = early.some((rule) => rule.action === 'redact' || rule.action === 'block');
  const findings: Finding[] = [];
  const outcomes: RuleOutcome[] = [];
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
    const seen = before + held.slice(0, last ? held.length : Math.min(held.length, to + CONTEXT));
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
    const hidden = parts(fresh.filter(({ rule }) => rule.action === 'redact').flatMap((one) => one.findings));
    const cut = hidden.find((one) => one.end > before.length + to && one.start > before.length);
    const end = cut && !last && held.length < 2 * MOST ? cut.start - before.length : to;
    const inside = hidden
      .filter((one) => one.start < before.length + end)
      .map((one) => ({
        ...one,
        start: Math.max(one.start, before.length),
        end: Math.min(one.end, before.length + end),
      }));
    note(within(end), before.length);
    const text = redact(
      seen.slice(0, before.length + end),
      inside,
      policy.pseudonyms ? pseudonyms.name : undefined,
    ).slice(before.length);
    done += held.slice(0, end);
    held = held.slice(end);
    return text;
  };
  const close = (more: RuleOutcome[] = []): StreamPart => {
    const all = [...outcomes, ...more];
    findings.push(...all.flatMap((one) => one.findings));
    return {
      type: 'end',
      action: strictest(all),
      findings,
      failed: [...new Set(all.filter((one) => one.failed).map(({ rule }) => rule.check))],
    };
  };

  for await (const piece of pieces) {
    if (!holds) {
      done += piece;
      yield { type: 'text', text: piece };
      continue;
    }
    held += piece;
    for (let to = border(held); to > 0; to = border(held)) {
      const length = held.length;
      const text = await release(to, false);
      if (text === undefined) return yield close();
      if (text) yield { type: 'text', text };
      if (held.length === length) break;
    }
  }
  if (holds && held) {
    const text = await release(held.length, true);
    if (text === undefined) return yield close();
    if (text) yield { type: 'text', text };
  }
  const rest = holds ? late : rules;
  yield close(await Promise.all(rest.map((rule) => runRule(bag, rule, done, context))));
}

/** Up to where what is held can be judged: the last end of a sentence, or the last space if it has become long. */
function border(held: string): number {
  const ends = [...held.matchAll(/[.!?](?=\s)|[。！？\n]/g)].at(-1);
  if (ends) return ends.index + 1;
  if (held.length < MOST) return 0;
  const space = held.lastIndexOf(' ', held.length - UNFINISHED);
  return space > MOST / 2 ? space + 1 : held.length - UNFINISHED;
}
