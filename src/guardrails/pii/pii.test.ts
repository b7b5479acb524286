import { describe, expect, it } from 'vitest';
import { openFindPii } from './find-pii.ts';
import weights from './tagger-weights.json' with { type: 'json' };

const find = openFindPii(weights);
const found = (text: string, least = 0.5) =>
  find(text)
    .filter((one) => one.score >= least)
    .map((one) => `${one.type}:${text.slice(one.start, one.end)}`);

describe('personal data that has a form', () => {
  it.each([
    ['My card is 4111 1111 1111 1111, thanks', 'CREDIT_CARD:4111 1111 1111 1111'],
    ['IBAN: GB82 WEST 1234 5698 7654 32.', 'IBAN_CODE:GB82 WEST 1234 5698 7654 32'],
    ['write to anna.b+x@mail.example.co.uk!', 'EMAIL_ADDRESS:anna.b+x@mail.example.co.uk'],
    ['from 192.168.10.24 at night', 'IP_ADDRESS:192.168.10.24'],
    ['from 2001:0db8:85a3:0000:0000:8a2e:0370:7334', 'IP_ADDRESS:2001:0db8:85a3:0000:0000:8a2e:0370:7334'],
    ['see https://example.org/a?b=c.', 'DOMAIN_NAME:https://example.org/a?b=c'],
    ['my SSN is 123-45-6789', 'US_SSN:123-45-6789'],
    ['call me: +44 20 7946 0958', 'PHONE_NUMBER:+44 20 7946 0958'],
    ['I was born on 3/14/1988', 'DATE_OF_BIRTH:3/14/1988'],
    ["driver's license A1253258 please", 'US_DRIVER_LICENSE:A1253258'],
    ['身份证号11010519491231002X', 'CN_ID_CARD:11010519491231002X'],
    ['手机13912345678', 'PHONE_NUMBER:13912345678'],
  ])('%s', (text, expected) => {
    expect(found(text)).toContain(expected);
  });

  it.each([
    'Order 4111 1111 1111 1112 has shipped', // Luhn says no
    'Part GB00 WEST 1234 5698 7654 32 is out of stock',
    'Version 1.2.3 costs 24 dollars, or 1,299.00 with support',
    'Error 404 in line 1234567',
    '身份证号110105194912310021',
  ])('is not seen in: %s', (text) => {
    expect(found(text).filter((one) => !one.startsWith('ORG'))).toEqual([]);
  });
});

describe('personal data that has no form', () => {
  it.each([
    ['Please send it to Margaret Olsen.', 'PERSON:Margaret Olsen'],
    ['Hello, my name is Rajesh Banerjee', 'PERSON:Rajesh Banerjee'],
    ['I live at 12 Baker Street', 'ADDRESS:12 Baker Street'],
    ['She moved here from Costa Rica', 'LOCATION:Costa Rica'],
    ['收件人：王小明，地址：北京市海淀区中关村大街27号', 'PERSON:王小明'],
    ['我住在上海市浦东新区世纪大道100号', 'ADDRESS:上海市浦东新区世纪大道100号'],
    ['我在腾讯科技有限公司上班', 'ORGANIZATION:腾讯科技有限公司'],
  ])('%s', (text, expected) => {
    expect(found(text)).toContain(expected);
  });

  it('gives offsets in UTF-16 code units, after characters of two', () => {
    const text = '😀😀 mail bob@example.com';
    const [one] = find(text);
    expect(text.slice(one?.start, one?.end)).toBe('bob@example.com');
  });
});
