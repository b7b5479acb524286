import { describe, expect, it } from 'vitest';
import { openHead, trainHead } from '../../index.ts';
import { openVectoriser, vocabularyOf } from '../lexical/vocabulary.ts';
import { seeded, uniform } from '../numeric/random.ts';
import reference from '../reference/values.json' with { type: 'json' };
import { clusters, quiet } from '../testing.ts';
import { effectOf, thresholdFor } from './abstain.ts';
import { openAnswer } from './answer.ts';
import { calibration, fitTemperature, meanLoss } from './calibrate.ts';
import { measure } from './measure.ts';
import { auroc } from './scope.ts';

const matrix = (rows: readonly (readonly number[])[]) => ({
  ...{ rows: rows.length, columns: rows[0]?.length ?? 0 },
  values: Float32Array.from(rows.flat()),
});

describe('against scikit-learn and scipy', () => {
  const { logits, labels } = reference.temperature;
  const targets = matrix(labels.map((label) => [0, 1, 2].map((c) => Number(c === label))));

  it('temperature and loss', () => {
    const temperature = fitTemperature('single', { logits: matrix(logits), targets });
    expect(temperature).toBeCloseTo(reference.temperature.temperature, 3);
    expect(meanLoss('single', { logits: matrix(logits), targets }, temperature)).toBeCloseTo(
      reference.temperature.loss,
      5,
    );
  });

  it('area under the curve, with ties', () => {
    const { inside, outside } = reference.auroc;
    expect(auroc(inside, outside)).toBeCloseTo(reference.auroc.auroc, 10);
  });

  it('F1', () => {
    const { actual, predicted, macro, each } = reference.f1;
    const outcomes = actual.map((one, i) => ({ actual: [`${one}`], predicted: [`${predicted[i]}`] }));
    const found = measure('single', outcomes, 0);
    expect(found.macroF1).toBeCloseTo(macro, 10);
    for (const { label, f1 } of found.classes) expect(f1).toBeCloseTo(each[Number(label)] ?? -1, 5);
  });

  it('weights of words', () => {
    const { counts, values } = reference.tfidf;
    const grams = counts.map((row) => ({
      words: new Map(row.flatMap((count, key) => (count > 0 ? [[key, count] as const] : []))),
      characters: new Map<number, number>(),
    }));
    // Grams of one text alone are not kept; the reference has two of them, so each text is there twice.
    const vocabulary = vocabularyOf([...grams, ...grams]);
    const idf = [4 / 4, 1 / 4, 1 / 4].map((share) => Math.log((1 + 4) / (1 + 4 * share)) + 1);
    const order = [...vocabulary.hashes];
    const sparse = openVectoriser({ ...vocabulary, idf: Float32Array.from(order, (key) => idf[key] ?? 0) })(
      grams,
    );
    for (const [r, row] of values.entries())
      for (let i = sparse.starts[r] ?? 0; i < (sparse.starts[r + 1] ?? 0); i += 1)
        expect(sparse.values[i]).toBeCloseTo(row[order[sparse.at[i] ?? 0] ?? 0] ?? -1, 5);
  });
});

describe('calibration', () => {
  it('finds by how much made-up logits are too large, and mends them', () => {
    const random = seeded(2);
    const rows: number[][] = [];
    const truth: number[][] = [];
    for (let i = 0; i < 4_000; i += 1) {
      const z = [0, 1, 2].map(() => 3 * (uniform(random) - 0.5));
      const p = z.map((one) => Math.exp(one));
      const total = p.reduce((a, b) => a + b);
      let left = uniform(random) * total;
      const label = p.findIndex((one) => {
        left -= one;
        return left < 0;
      });
      truth.push([0, 1, 2].map((c) => Number(c === label)));
      rows.push(z.map((one) => 3 * one));
    }
    const judged = { logits: matrix(rows), targets: matrix(truth) };
    const temperature = fitTemperature('single', judged);
    expect(temperature).toBeGreaterThan(2.7);
    expect(temperature).toBeLessThan(3.3);
    const found = calibration('single', judged, temperature);
    expect(found.eceBefore).toBeGreaterThan(0.1);
    expect(found.eceAfter).toBeLessThan(0.03);
    expect(found.bins.reduce((sum, one) => sum + one.count, 0)).toBe(4_000);
  });
});

describe('the threshold', () => {
  const answers = [0.9, 0.8, 0.7, 0.6, 0.5].map((score, i) => ({ score, right: i !== 2 }));

  it('answers the share asked for, or what is precise enough', () => {
    expect(thresholdFor(answers, { coverage: 0.6 })).toBe(0.7);
    expect(thresholdFor(answers, { precision: 0.8 })).toBe(0.5);
    expect(thresholdFor(answers, { precision: 0.9 })).toBe(0.8);
    expect(thresholdFor(answers, {})).toBeNull();
    expect(effectOf(answers, 0.8)).toEqual({
      coverage: { hits: 2, n: 5 },
      precision: { hits: 2, n: 2 },
      stopped: { hits: 0, n: 2 },
    });
  });
});

describe('a path', () => {
  it('is answered as deep as it is sure, and a node is never less likely than what lies below', () => {
    const classes = ['Home > Tools > Drills', 'Home > Tools > Saws', 'Food > Tea'];
    const answer = openAnswer({
      ...{ task: 'hierarchical', classes, temperature: 1 },
      labelThresholds: new Float32Array(3),
    });
    const logits = Float32Array.of(1, 0.9, 0);
    expect(answer(logits).labels).toEqual(['Home > Tools > Drills']);
    expect(answer(logits, 0.7)).toMatchObject({ labels: ['Home > Tools'] });
    expect(answer(logits, 0.7).confidence).toBeGreaterThan(answer(logits).confidence);
    expect(answer(logits, 0.99).confidence).toBeLessThan(0.99);
  });

  it('is judged level by level', async () => {
    const input = clusters({ classes: 4, perClass: 60, noise: 0.9 });
    const path = (label: string | undefined) => `${Number(label?.at(-1)) % 2 ? 'odd' : 'even'} > ${label}`;
    const labels = input.labels.map(([label]) => [path(label)]);
    const { report } = await trainHead({ ...input, task: 'hierarchical', labels }, {}, quiet());
    const [first, second] = report.test?.levels ?? [];
    expect(second?.accuracy).toEqual(report.test?.accuracy);
    expect(first?.accuracy.hits).toBeGreaterThanOrEqual(second?.accuracy.hits ?? 0);
  });
});

describe('silence about paths', () => {
  it('counts an ancestor as the answer that it is', () => {
    const answers = [
      { score: 0.5, right: false, above: [{ score: 0.9, right: true }] },
      { score: 0.6, right: true, above: [{ score: 0.7, right: true }] },
      { score: 0.3, right: false, above: [{ score: 0.4, right: false }] },
    ];
    expect(thresholdFor(answers, { coverage: 0.6 })).toBe(0.7);
    expect(thresholdFor(answers, { precision: 1 })).toBe(0.6);
    expect(effectOf(answers, 0.6)).toEqual({
      ...{ coverage: { hits: 2, n: 3 }, precision: { hits: 2, n: 2 }, stopped: { hits: 1, n: 2 } },
    });
  });

  it.each([{ coverage: 0.7 }, { precision: 0.9 }])('is stated as it is served: %o', async (wish) => {
    const input = clusters({ classes: 6, perClass: 60, noise: 1.6 });
    const path = (label: string | undefined) => `${Number(label?.at(-1)) % 2 ? 'odd' : 'even'} > ${label}`;
    const labels = input.labels.map(([label]) => [path(label)]);
    const asked = { ...input, task: 'hierarchical' as const, labels };
    const { model, report } = await trainHead(asked, { ...wish, refit: false, lexical: 'off' }, quiet());
    const said = openHead(model)
      .predict(input.texts, input.vectors)
      .flatMap((one, i) =>
        input.splits[i] === 'validation' ? [{ ...one, actual: labels[i]?.[0] ?? '' }] : [],
      );
    const given = said.filter((one) => !one.abstained);
    const { coverage, precision, stopped } = report.abstention;
    expect(stopped.hits).toBeGreaterThan(0);
    // The last bits differ between the products of training and those that serve: a text at the threshold may fall either way.
    expect(Math.abs(given.length - coverage.hits)).toBeLessThanOrEqual(1);
    const right = given.filter((one) => one.actual.startsWith(one.labels[0] ?? '?'));
    expect(Math.abs(right.length - precision.hits)).toBeLessThanOrEqual(1);
    if (wish.coverage) expect(coverage.value).toBeCloseTo(wish.coverage, 1);
    else expect(precision.value).toBeGreaterThanOrEqual(0.9);
  });
});

describe('several labels', () => {
  it('are told apart, none included', async () => {
    const input = clusters({ classes: 4, perClass: 90, noise: 0.4 });
    const sets = [[], ['a'], ['b'], ['a', 'b']];
    const labels = input.labels.map(([label]) => sets[Number(label?.at(-1))] ?? []);
    const { model, report } = await trainHead({ ...input, task: 'multi', labels }, {}, quiet());
    expect(report.classes).toEqual(['a', 'b']);
    expect(report.test?.accuracy.value).toBeGreaterThan(0.85);
    const said = openHead(model).predict(input.texts, input.vectors);
    expect(new Set(said.map(({ labels: one }) => one.join()))).toEqual(new Set(['', 'a', 'b', 'a,b']));
  });
});

describe('words and characters', () => {
  it('tell apart what the vectors cannot, and the stored head says the same as the report', async () => {
    const input = clusters({ classes: 3, perClass: 60 });
    // The vectors say the class; the model number says which of two makes it is.
    const texts = input.texts.map((_, i) => `offer ${i % 2 ? 'XZ900' : 'KM310'} black`);
    const labels = input.labels.map(([label], i) => [`${label} ${i % 2}`]);
    const { model, report } = await trainHead({ ...input, texts, labels }, {}, quiet());
    expect(report.crossValidation.find((row) => row.chosen)?.lexical).toBeGreaterThan(0);
    expect(report.test?.accuracy.value).toBeGreaterThan(0.9);
    const said = openHead(model).predict(texts, input.vectors);
    const right = said.filter((one, i) => input.splits[i] === 'test' && one.labels[0] === labels[i]?.[0]);
    expect(right).toHaveLength(report.test?.accuracy.hits ?? -1);
    const blind = await trainHead({ ...input, texts, labels }, { lexical: 'off' }, quiet());
    expect(blind.report.test?.accuracy.value).toBeLessThan(0.7);
  });
});

describe('texts out of scope', () => {
  it('are met with silence, while most in scope are answered', async () => {
    const input = clusters({ classes: 5, perClass: 100, noise: 0.5 });
    // The last class has no label: it is what the head should not answer.
    const labels = input.labels.map(([label]) => (label === 'class 4' ? [] : [label ?? '']));
    const { model, report } = await trainHead({ ...input, labels }, {}, quiet());
    expect(report.classes).toHaveLength(4);
    expect(report.outOfScope?.scores.length).toBeGreaterThanOrEqual(4);
    expect(report.abstention.coverage.value).toBeGreaterThanOrEqual(0.95);
    expect(report.outOfScope?.test?.recall.value).toBeGreaterThan(0.5);
    const said = openHead(model).predict(input.texts, input.vectors);
    const silent = said.filter((one, i) => input.splits[i] === 'test' && !labels[i]?.length && one.abstained);
    expect(silent).toHaveLength(report.outOfScope?.test?.recall.hits ?? -1);
  });
});
