import { describe, expect, it } from 'vitest';
import { bedrock } from './bedrock.ts';
import { sign } from './sign.ts';

/** From AWS's own test suite for Signature Version 4: get-vanilla, post-vanilla and get-vanilla-query-order-key-case. */
const credentials = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
};
const base = {
  ...{ url: 'https://example.amazonaws.com/', body: undefined, region: 'us-east-1', service: 'service' },
  now: new Date('2015-08-30T12:36:00Z'),
};

describe("AWS's signature", () => {
  it.each([
    ['GET', '/', '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
    ['POST', '/', '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b'],
    [
      'GET',
      '/?Param2=value2&Param1=value1',
      'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
    ],
  ])('of %s %s is what AWS says it is', (method, path, signature) => {
    const url = new URL(path, base.url).href;
    expect(sign(credentials, { ...base, method, url })).toEqual({
      'x-amz-date': '20150830T123600Z',
      authorization: `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=${signature}`,
    });
  });
});

describe('the key of Bedrock', () => {
  const headersFor = (key: string) =>
    bedrock.headers({
      ...{ key, settings: { region: 'eu-west-1' }, method: 'POST', body: '{}', now: base.now },
      url: 'https://bedrock-runtime.eu-west-1.amazonaws.com/model/a%3A0/converse',
    });

  it('is sent when it is an API key', () => {
    expect(headersFor('bedrock-api-key-abc')).toEqual({ authorization: 'Bearer bedrock-api-key-abc' });
  });

  it('signs, and is not sent, when it is an access key', () => {
    const headers = headersFor('ASIAIOSFODNN7EXAMPLE:wJalrXUtnFEMI:the-session-token');
    expect(headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=ASIAIOSFODNN7EXAMPLE\/20150830\/eu-west-1\/bedrock/,
    );
    expect(headers['x-amz-security-token']).toBe('the-session-token');
    expect(JSON.stringify(headers)).not.toContain('wJalrXUtnFEMI');
  });
});
