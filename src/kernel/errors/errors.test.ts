import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { errorCatalogue, Failure } from './define.ts';
import { errors } from './kernel-errors.ts';
import { toFailure } from './normalise.ts';
import { renderOpenAI, renderProblem } from './render.ts';

const SRC = fileURLToPath(new URL('../..', import.meta.url));

function sources(): { path: string; text: string }[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => ({ path, text: readFileSync(join(SRC, path), 'utf8') }));
}

beforeAll(async () => {
  // Defining is a side effect of loading a room's errors.
  for (const { path } of sources().filter((file) => /errors\.ts$/.test(file.path)))
    await import(join(SRC, path));
});

describe('the error catalogue', () => {
  it('has for each failure what happened and what to do, as sentences', () => {
    for (const [code, spec] of errorCatalogue()) {
      expect(spec.remedy, code).toMatch(/^[A-Z/"].*[.]$/s);
      expect(spec.title, code).toMatch(/^[A-Z]/);
    }
  });

  it('holds no failure that nothing throws', () => {
    const text = sources()
      .filter((file) => !/errors\.ts$/.test(file.path))
      .map((file) => file.text)
      .join('\n');
    const unused = [...errorCatalogue().keys()].filter(
      (code) => !new RegExp(`[eE]rrors\\.${code.split('.')[1]}\\(`).test(text),
    );
    expect(unused).toEqual([]);
  });

  it('is where every failure comes from: nothing else makes one', () => {
    const makers = sources()
      .filter((file) => /new Failure\(/.test(file.text))
      .map((file) => file.path);
    expect(makers).toEqual(['kernel/errors/define.ts']);
  });
});

describe('whatever is thrown', () => {
  it('renders in both shapes with its code and remedy', () => {
    const failure = errors.not_found({ what: 'The run' });
    expect(renderProblem(failure)).toMatchObject({
      status: 404,
      code: 'request.not_found',
      detail: 'The run was not found.',
    });
    expect(renderOpenAI(failure).error).toMatchObject({
      type: 'invalid_request_error',
      code: 'request.not_found',
    });
  });

  it('is an incident with an id, and nothing of its inside, when it is a defect', () => {
    const failure = toFailure(new TypeError('secret is undefined'));
    expect(failure).toBeInstanceOf(Failure);
    expect(failure.status).toBe(500);
    expect(failure.params.incident).toMatch(/^inc_[0-9a-f]{12}$/);
    expect(JSON.stringify(renderProblem(failure))).not.toContain('secret');
  });

  it('names the field that does not hold', () => {
    const parsed = z.object({ name: z.string() }).safeParse({});
    expect(toFailure(parsed.error).message).toMatch(/^request\.name: /);
  });

  it('is unavailability when the database is gone, and a conflict when a value is taken', () => {
    expect(toFailure(Object.assign(new Error('x'), { code: 'ECONNREFUSED' })).status).toBe(503);
    const wrapped = new Error('query failed', {
      cause: Object.assign(new Error('duplicate'), { code: '23505' }),
    });
    expect(toFailure(wrapped).status).toBe(409);
  });
});
