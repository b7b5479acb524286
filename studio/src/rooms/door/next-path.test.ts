import { describe, expect, it } from 'vitest';
import { safeNext } from './next-path.ts';

describe('where signing in leads', () => {
  it.each([
    ['/runs?status=failed', '/runs?status=failed'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['/sign-in?next=/', '/'],
    [undefined, '/'],
  ])('%s → %s', (given, wanted) => expect(safeNext(given)).toBe(wanted));
});
