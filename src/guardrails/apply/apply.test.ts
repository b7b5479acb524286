import { describe, expect, it } from 'vitest';
import type { RuleBag } from '../bag.ts';
import { type Check, looked } from '../check.ts';
import { createChecks } from '../checks/all.ts';
import { PolicyDefinition } from '../contract.ts';
import { applyPolicy } from './apply-policy.ts';
import { guardStream, type StreamOptions, type StreamPart } from './guard-stream.ts';

const broken: Check = {
  name: 'toxicity',
  run: () => {
    throw new Error('no model');
  },
};
const slow: Check = {
  name: 'injection',
  run: () => new Promise((resolve) => setTimeout(() => resolve(looked([])), 5_000).unref()),
};
const log = { warn: () => undefined };
const minilm: RuleBag['minilm'] = {
  embed: () => Promise.reject(new Error('nothing here embeds')),
  close: () => Promise.resolve(),
};
/** Only what rules use; the checks that need no model are the real ones. */
const bag: RuleBag = { checks: { ...createChecks(), toxicity: broken, injection: slow }, log, minilm };
const policy = (...rules: unknown[]) => PolicyDefinition.parse({ name: 'test', rules });
const hideCards = {
  check: 'pii',
  where: ['input', 'output'],
  action: 'redact',
  types: ['CREDIT_CARD', 'EMAIL_ADDRESS'],
};
const noRivals = { check: 'words', where: ['output'], action: 'block', words: ['Globex'] };

describe('a policy', () => {
  it('redacts, and gives back to the caller', async () => {
    const text = 'Card 4111111111111111 of a@b.example.com';
    const applied = await applyPolicy(bag, policy(hideCards), 'input', text);
    expect(applied).toMatchObject({ action: 'redact', text: 'Card [CREDIT_CARD_1] of [EMAIL_ADDRESS_1]' });
    expect(applied.pseudonyms.restore(applied.text)).toBe(text);
  });

  it('asks only the rules of that place, and takes the strictest action', async () => {
    const both = policy(hideCards, { ...noRivals, where: ['output', 'input'] });
    expect(await applyPolicy(bag, both, 'input', 'Globex has 4111111111111111')).toMatchObject({
      action: 'block',
      text: '',
    });
    expect(await applyPolicy(bag, both, 'tool', 'Globex has 4111111111111111')).toMatchObject({
      action: 'allow',
    });
  });

  it.each(['toxicity', 'injection'])(
    'fails closed or open as the rule says, when %s throws or takes too long',
    async (check) => {
      const rule = { check, where: ['input'], timeoutMs: 20 };
      const apply = (more: object) => applyPolicy(bag, policy({ ...rule, ...more }), 'input', 'hello');
      expect(await apply({ action: 'block' })).toMatchObject({ action: 'block', failed: [check] });
      expect(await apply({ action: 'redact' })).toMatchObject({ action: 'block', text: '' });
      expect(await apply({ action: 'block', onFailure: 'open' })).toMatchObject({
        action: 'allow',
        text: 'hello',
        failed: [check],
      });
    },
  );
});

describe('a guarded stream', () => {
  const run = async (rules: PolicyDefinition, pieces: string[], options: StreamOptions = {}) => {
    const parts: StreamPart[] = [];
    const source = async function* () {
      yield* pieces;
    };
    for await (const part of guardStream(bag, rules, source(), options)) parts.push(part);
    const text = parts.flatMap((part) => (part.type === 'text' ? [part.text] : []));
    return { text, whole: text.join(''), end: parts.at(-1) };
  };
  const letters = (text: string) => [...text];

  it('holds nothing back for a policy that only notes', async () => {
    const noting = policy({ ...hideCards, action: 'review' });
    const { text, end } = await run(noting, ['Card 41111111', '11111111 is']);
    expect(text).toEqual(['Card 41111111', '11111111 is']);
    expect(end).toMatchObject({ type: 'end', action: 'review' });
  });

  it('hides a value wherever the pieces are cut', async () => {
    const answer = 'Your card is 4111111111111111. Mail a@b.example.com for more! Bye';
    const { whole, text, end } = await run({ ...policy(hideCards), pseudonyms: false }, letters(answer));
    expect(whole).toBe('Your card is [CREDIT_CARD]. Mail [EMAIL_ADDRESS] for more! Bye');
    expect(text.length).toBeGreaterThan(2);
    expect(end).toMatchObject({
      action: 'redact',
      findings: [
        { start: 13, end: 29 },
        { start: 36, end: 51 },
      ],
    });
  });

  it('holds no more than 400 signs of a text without end, and no half of a value', async () => {
    const answer = `${'word '.repeat(77)}4111 1111 1111 1111 ${'word '.repeat(100)}`;
    const { whole, text } = await run({ ...policy(hideCards), pseudonyms: false }, letters(answer));
    expect(whole).toBe(answer.replace('4111 1111 1111 1111', '[CREDIT_CARD]'));
    expect(text.length).toBeGreaterThan(1);
  });

  describe('hides the whole of a long secret, wherever the pieces are cut:', () => {
    const noKeys = { check: 'secrets', where: ['output'], action: 'redact' };
    const random = (n: number, from: number) =>
      Array.from(
        { length: n },
        (_, i) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'[(i * 37 + from * 11) % 62],
      ).join('');
    const pem = (lines: number, kind = '') =>
      [
        `-----BEGIN ${kind}PRIVATE KEY-----`,
        ...Array.from({ length: lines }, (_, n) => random(64, n)),
        `-----END ${kind}PRIVATE KEY-----`,
      ].join('\n');
    const jwt = (size: number) => `eyJ${random(40, 1)}.eyJ${random(size, 2)}.${random(86, 3)}`;
    const SECRETS: [string, string, string][] = [
      ['a key of 25 lines', pem(25, 'RSA '), '[PRIVATE_KEY]'],
      ['a key of 75 lines', pem(75), '[PRIVATE_KEY]'],
      ['a token of 300 signs', jwt(150), '[JWT]'],
      ['a token of 1,000 signs', jwt(850), '[JWT]'],
      ['a token of 4,000 signs', jwt(3_850), '[JWT]'],
    ];
    it.each(SECRETS)(
      '%s',
      async (_what, secret, hidden) => {
        const around = [
          [secret, hidden],
          [
            `Here it is.\n\n${secret}\n\nKeep it well. Bye.`,
            `Here it is.\n\n${hidden}\n\nKeep it well. Bye.`,
          ],
          [
            `${'word '.repeat(90)}${secret} ${'word '.repeat(90)}`,
            `${'word '.repeat(90)}${hidden} ${'word '.repeat(90)}`,
          ],
        ] as const;
        for (const [answer, expected] of around)
          for (const size of [1, 7, 64, answer.length]) {
            const pieces = answer.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? [];
            expect((await run(policy(noKeys), pieces)).whole).toBe(expected);
          }
      },
      60_000,
    );

    it('and one that never ends is hidden at the end, or shown as the rule would show the whole', async () => {
      const open = pem(20).split('\n').slice(0, -1).join('\n');
      for (const size of [1, 7, 64])
        expect(
          (await run(policy(noKeys), open.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? [])).whole,
        ).toBe('[PRIVATE_KEY]');
      const endless = `${pem(1).split('\n')[0]}\n${'no key. '.repeat(1_200)}`;
      const { whole, text } = await run(policy(noKeys), endless.match(/[\s\S]{1,64}/g) ?? []);
      expect(whole).toBe(endless);
      expect(text.length).toBeGreaterThan(20);
    });

    it('and a rule that blocks lets none of it out', async () => {
      const blocks = policy({ ...noKeys, action: 'block' });
      for (const secret of [pem(25), jwt(850)]) {
        const { whole, end } = await run(blocks, `Sure. ${secret} Bye.`.match(/[\s\S]{1,7}/g) ?? []);
        expect({ whole, end }).toMatchObject({ whole: 'Sure.', end: { action: 'block' } });
      }
    });
  });

  it('ends before the sentence that must not go out', async () => {
    const { whole, end } = await run(policy(noRivals), letters('We are good. Globex is better. Bye.'));
    expect(whole).toBe('We are good.');
    expect(end).toMatchObject({ action: 'block' });
  });

  it('looks at the end for what only the whole can say', async () => {
    const asJson = policy({ check: 'json', where: ['output'], action: 'block', schema: { required: ['a'] } });
    const noting = { ...asJson, rules: asJson.rules.map((rule) => ({ ...rule, action: 'review' as const })) };
    expect(await run(noting, ['{"a"', ': 1}'])).toMatchObject({
      text: ['{"a"', ': 1}'],
      end: { action: 'allow' },
    });
    expect(await run(noting, ['{"b"', ': 1}'])).toMatchObject({ end: { action: 'review' } });
    // What must not go out when the end shows it to be wrong cannot go out before the end.
    expect(await run(asJson, ['{"a"', ': 1}'])).toMatchObject({
      text: ['{"a": 1}'],
      end: { action: 'allow' },
    });
    expect(await run(asJson, ['{"b"', ': 1}'])).toMatchObject({ text: [], end: { action: 'block' } });
  });

  it('mends JSON that was asked for, and lets out none that cannot be mended', async () => {
    const rule = policy({ check: 'json', where: ['output'], action: 'block' });
    const schema = { type: 'object', required: ['a'] };
    const json = (pieces: string[]) => run(rule, pieces, { json: { schema } });
    expect(await json(['Here you are:\n```json\n{"a": 1,', '}\n```'])).toMatchObject({ whole: '{"a": 1}' });
    expect(await json(['I would rather not.'])).toMatchObject({ whole: '', end: { action: 'block' } });
    expect(await json(['{"b": 1}'])).toMatchObject({ whole: '', end: { action: 'block' } });
    expect(await run(rule, ['I would rather not.'])).toMatchObject({ whole: 'I would rather not.' });
  });

  it('sends nothing when a check cannot run and the rule is closed', async () => {
    expect(
      await run(policy({ check: 'toxicity', where: ['output'], action: 'block' }), ['Hello. ', 'Bye.']),
    ).toMatchObject({ whole: '', end: { action: 'block', failed: ['toxicity'] } });
  });
});
