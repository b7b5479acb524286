import { describe, expect, it } from 'vitest';
import type { RuleBag } from '../bag.ts';
import { createChecks } from '../checks/all.ts';
import { hidePersonal } from './hide-personal.ts';

/** It must not embed: it runs inside transactions. */
const minilm: RuleBag['minilm'] = {
  embed: () => Promise.reject(new Error('nothing here embeds')),
  close: () => Promise.resolve(),
};
const hide = (text: string) => hidePersonal({ checks: createChecks(), minilm }, text);

describe('redacting what goes from production into a data set', () => {
  it.each([
    ['Write to mia.chen@oakhaven.example today', 'Write to [EMAIL_ADDRESS] today'],
    ['My card 4111 1111 1111 1111 was charged', 'My card [CREDIT_CARD] was charged'],
    ['Refund to DE89 3704 0044 0532 0130 00 please', 'Refund to [IBAN_CODE] please'],
    ['Call +44 20 7946 0958 or 020 7946 0958', 'Call [PHONE_NUMBER] or [PHONE_NUMBER]'],
    ['Logged in from 192.168.10.4', 'Logged in from [IP_ADDRESS]'],
    ['My name is Anna Miller and I want a refund', 'My name is [PERSON] and I want a refund'],
    ['The key is AKIAABCD1234EFGH5678.', 'The key is [AWS_ACCESS_KEY].'],
  ])('%s', async (text, expected) => expect((await hide(text)).text).toBe(expected));

  it.each([
    'Order 4111 1111 1111 1112 has a wrong check digit',
    'The warranty is 10 years from 2024-03-01',
    'Table TB-2210 costs £1,249.00',
  ])('leaves alone: %s', async (text) => expect((await hide(text)).text).not.toContain('[CREDIT_CARD]'));

  it('leaves dates, prices, places and firms as they are: they are what is asked about', async () => {
    const text = 'Between 2024-03-01 and 2025-03-01 it cost 1,249.00 in Spain';
    expect(await hide(text)).toEqual({ text, redactions: 0 });
  });

  it('counts what it hid', async () => {
    expect((await hide('Mail a@b.example.com or call +44 20 7946 0958')).redactions).toBe(2);
  });

  it('stays fast on the longest question, made to be slow', async () => {
    const checks = createChecks();
    await hidePersonal({ checks, minilm }, 'warm');
    // Time of the processor, so that a busy machine does not look like a slow text.
    const began = process.cpuUsage();
    await hidePersonal({ checks, minilm }, `${'a.'.repeat(5_000)}@${'1 '.repeat(5_000)}`);
    expect(process.cpuUsage(began).user / 1_000).toBeLessThan(500);
  });
});
