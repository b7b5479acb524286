import { describe, expect, it } from 'vitest';
import { answerForm, inForm } from './answer-form.ts';
import { saidInForm } from './said-in-form.ts';

/** An answer keeps to the schema that was asked for, and its probability is that of what is said. */

const CLASSES = ['a', 'b', 'c'];
const form = (schema: unknown) =>
  answerForm({ type: 'json_schema', json_schema: { schema } }, 'ft:local/m', CLASSES);
const inObject = (value: unknown, more: object = {}) =>
  form({ type: 'object', properties: { label: value }, required: ['label'], ...more });
const say = (
  asked: ReturnType<typeof form>,
  task: 'single' | 'multi',
  labels: string[],
  probabilities: number[],
  confidence = 0.9,
) => {
  const said = { labels, confidence, probabilities: Float32Array.from(probabilities) };
  const fitting = saidInForm(asked, { task, classes: CLASSES }, said);
  return fitting && { text: inForm(asked, fitting.labels).join(''), confidence: fitting.confidence };
};

describe('an answer in a form', () => {
  it('has the probability of the label that is said, not of the one that the enum leaves out', () => {
    const said = say(inObject({ enum: ['b', 'c'] }), 'single', ['a'], [0.75, 0.2, 0.05], 0.75);
    expect(said?.text).toBe('{"label":"b"}');
    expect(said?.confidence).toBeCloseTo(0.2);
    expect(say(inObject({ enum: ['a', 'c'] }), 'single', ['a'], [0.7, 0.2, 0.1], 0.7)?.confidence).toBe(0.7);
  });

  it('names the likeliest of several where one is asked for, and null only where that is allowed', () => {
    const one = say(inObject({ type: 'string' }), 'multi', ['a', 'b'], [0.6, 0.8, 0.1]);
    expect(one?.text).toBe('{"label":"b"}');
    expect(one?.confidence).toBeCloseTo(0.8);
    expect(say(inObject({ enum: CLASSES }), 'multi', [], [0.2, 0.1, 0.1])).toBeUndefined();
    const none = say(inObject({ enum: [...CLASSES, null] }), 'multi', [], [0.2, 0.5, 0.5]);
    expect(none?.text).toBe('{"label":null}');
    expect(none?.confidence).toBeCloseTo(0.2);
  });

  it('lists the labels that the enum holds, with the probability of these decisions', () => {
    const items = { type: 'array', items: { enum: ['a', 'c'] } };
    const said = say(inObject(items), 'multi', ['a', 'b'], [0.9, 0.8, 0.5]);
    expect(said?.text).toBe('{"label":["a"]}');
    expect(said?.confidence).toBeCloseTo(0.45);
    expect(say(inObject({ ...items, minItems: 1 }), 'multi', ['b'], [0.1, 0.8, 0.1])).toBeUndefined();
    expect(say(inObject(items), 'multi', ['b'], [0.1, 0.8, 0.1])?.text).toBe('{"label":[]}');
    expect(say(inObject({ ...items, maxItems: 1 }), 'multi', ['a', 'c'], [0.6, 0.1, 0.8])?.text).toBe(
      '{"label":["c"]}',
    );
  });

  it('is refused where a label cannot be what is asked for', () => {
    const unmet = expect.objectContaining({ code: 'tuning.schema_unmet' });
    const thrown = (ask: () => unknown) => {
      try {
        return ask();
      } catch (error) {
        return error;
      }
    };
    expect(thrown(() => inObject({ enum: ['a'] }, { required: ['label', 'why'] }))).toEqual(unmet);
    expect(thrown(() => inObject({ type: 'number' }))).toEqual(unmet);
    expect(thrown(() => form({ type: 'object', additionalProperties: false }))).toEqual(unmet);
    expect(form({ type: 'object' })).toMatchObject({ property: 'label' });
    const optional = form({
      type: 'object',
      properties: { why: { type: 'string' }, label: { enum: ['a'] } },
    });
    expect(optional).toMatchObject({ property: 'label' });
  });
});
