import { expect, it } from 'vitest';
import { findSecrets } from './find-secrets.ts';

const random = 'a8Fk2LmQ9xZ7bT4wRc6Yh1Vn3Jp5Sd0EgUiO';
it.each([
  [`key AKIA${'ABCD1234EFGH5678'}`, 'AWS_ACCESS_KEY'],
  [`ghp_${random}`, 'GITHUB_TOKEN'],
  [`Authorization: Bearer ${random}`, 'BEARER_TOKEN'],
  ['DATABASE_URL=postgres://app:s3cr3t-Pw@db.example.com/app', 'CONNECTION_STRING'],
  ['password: "hunter2!x"', 'PASSWORD'],
  [`-----BEGIN RSA ${'PRIVATE KEY'}-----\nMIIE\n-----END RSA PRIVATE KEY-----`, 'PRIVATE_KEY'],
  [`api_key = ${random}`, 'API_KEY'],
])('is found: %s', (text, type) => {
  expect(findSecrets(text).map((one) => one.type)).toContain(type);
});

it.each([
  'Where do I enter my password?',
  'password: ********',
  'token = <your-token-here>',
  'secret: confidential-information',
  'See https://example.com/a:b@c',
])('is not seen in: %s', (text) => {
  expect(findSecrets(text)).toEqual([]);
});
