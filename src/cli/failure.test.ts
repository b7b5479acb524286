import { lstatSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Refused } from './client.ts';
import { describeFailure } from './failure.ts';

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe('what a command says when it fails', () => {
  it('is a sentence for what a person can mend', () => {
    expect(describeFailure(new Refused('No server answers.'), false)).toBe('No server answers.');
    const missing = thrownBy(() => lstatSync('/no/such/handbook.yaml'));
    expect(describeFailure(missing, false)).toBe('There is no such file or folder: /no/such/handbook.yaml');
    const folder = describeFailure(
      thrownBy(() => readFileSync('/')),
      false,
    );
    expect(folder).not.toContain('    at ');
  });

  it('is JSON when answers are', () => {
    expect(JSON.parse(describeFailure(new Refused('No.'), true))).toEqual({ error: { message: 'No.' } });
  });

  it('is the whole trace for what nobody foresaw', () => {
    expect(describeFailure(new Error('a defect'), false)).toContain('    at ');
  });
});
