import { decide, type EvalDefinition } from '../../src/evals/index.ts';
import { HEAD_DEFAULTS } from '../../src/tuning/trainers/defaults.ts';
import { take } from '../../src/tuning/trainers/heads/classes.ts';
import { learnHead } from '../../src/tuning/trainers/heads/learn-head.ts';
import { openHead } from '../../src/tuning/trainers/heads/open-head.ts';
import type { HeadInput } from '../../src/tuning/trainers/trainer.ts';
import { atLeast, type Benchmark, progress } from '../harness/report.ts';
import { mean } from '../harness/statistics.ts';
import { countTokens, fewShot, textTokens } from './few-shot.ts';
import { overSeeds, SEEDS } from './seeds.ts';
import { bitext } from './sets.ts';
import { splitBySeed } from './split.ts';
import { askTeacher, teacherOf } from './teacher.ts';
import { embedded, tokensOf } from './vectors.ts';

/** Examples of each label in the prompt of the large model. */
const SHOTS = [0, 1, 3];
/** What the student may be worse by where a teacher is asked, and what it must reach where there is none. */
const MARGIN = 0.02;
const BAR = 0.95;
const MOST_ASKED = 400;

/** `npm run bench -- tuning-tokens`. */
export const benchmark: Benchmark = {
  title: 'Tokens: the prompt of a large model against a tuned small one',
  packages: ['js-tiktoken', 'onnxruntime-node'],
  async run() {
    const set = bitext();
    const vectors = await embedded(set.name, set.texts);
    const counts = await tokensOf(set.name, set.texts);
    const teacher = teacherOf(process.env);
    const found = {
      accuracy: [] as number[],
      student: [] as number[],
      prompts: SHOTS.map((): number[] => []),
    };
    const verdicts: Record<string, string | number>[] = [];
    for (const seed of SEEDS) {
      const input = splitBySeed(set, vectors, seed);
      const answers = await answersOf(input, seed);
      const test = [...input.texts.keys()].filter((i) => input.splits[i] === 'test');
      const right = test.map((i) => answers.get(i) === input.labels[i]?.[0]);
      found.accuracy.push(mean(right.map(Number)));
      found.student.push(mean(test.map((i) => (counts.get(input.texts[i] ?? '') ?? 0) + 1)));
      for (const [at, shots] of SHOTS.entries()) {
        const prompt = fewShot(input, shots, seed);
        const spent = test.map(
          (i) => countTokens(prompt(input.texts[i] ?? '')) + textTokens(input.labels[i]?.[0] ?? ''),
        );
        found.prompts[at]?.push(mean(spent));
      }
      const asked = test.slice(0, MOST_ASKED);
      const prompt = fewShot(input, 1, seed);
      const said =
        teacher &&
        (await askTeacher(
          teacher,
          asked.map((i) => prompt(input.texts[i] ?? '')),
        ));
      const cases = (said ? asked : test).map((i, n) => ({
        id: String(i).padStart(6, '0'),
        student: answers.get(i) === input.labels[i]?.[0],
        teacher: said ? said[n] === input.labels[i]?.[0] : undefined,
      }));
      const { result, sentence } = verdictOf(cases);
      verdicts.push({ seed, result, why: sentence.en });
      progress(`seed ${seed}: ${found.accuracy.at(-1)?.toFixed(4)}, ${result}`);
    }
    const student = mean(found.student);
    const rows = SHOTS.map((shots, at) => {
      const { mean: tokens, interval } = overSeeds(found.prompts[at] ?? []);
      return {
        prompt: `${shots} examples a label`,
        'tokens a request': tokens,
        '95 %': interval,
        'tuned, tokens': student,
        fewer: 1 - student / tokens,
      };
    });
    const { mean: accuracy, interval } = overSeeds(found.accuracy);
    const fewer = Math.min(...rows.slice(1).map((row) => row.fewer));
    return {
      tables: [
        { title: `bitext: ${set.texts.length} texts, ${new Set(set.labels).size} intents`, rows },
        { title: 'The tuned model on the test split', rows: [{ accuracy, '95 %': interval }] },
        {
          title: teacher
            ? `Verdict by the gate: not worse than ${teacher.model} by more than ${MARGIN}`
            : `Verdict by the gate: at least ${BAR} right`,
          rows: verdicts,
        },
      ],
      targets: [
        atLeast('tokens saved against a prompt with examples', fewer, 0.6),
        atLeast(
          'seeds whose verdict is a pass',
          verdicts.filter((one) => one.result === 'pass').length,
          SEEDS.length,
        ),
      ],
      notes: [
        'Tokens of the prompt by o200k_base, with what the chat format adds and the answer; those of the tuned model by its own tokenizer, and one for the label.',
        teacher
          ? `${teacher.model} was asked ${MOST_ASKED} texts of each test split with one example a label.`
          : 'No large model was asked: BENCH_TEACHER names one at OPENAI_BASE_URL. The verdict is against a fixed bar, not against its quality.',
        'Mean over 5 seeds with the 95 % interval of the mean (Student, 4 degrees of freedom).',
      ],
    };
  },
};

/** What the tuned model says to the test split, by the position of the text. */
async function answersOf(input: HeadInput, seed: number): Promise<Map<number, string | undefined>> {
  const hooks = { signal: new AbortController().signal, point() {}, checkpoint() {} };
  const head = openHead((await learnHead(input, { ...HEAD_DEFAULTS, seed }, hooks)).model);
  const test = [...input.texts.keys()].filter((i) => input.splits[i] === 'test');
  const said = head.predict(
    test.map((i) => input.texts[i] ?? ''),
    take(input.vectors, test),
  );
  return new Map(test.map((i, n) => [i, said[n]?.labels[0]]));
}

function verdictOf(cases: readonly { id: string; student: boolean; teacher: boolean | undefined }[]) {
  const compared = cases.some(({ teacher }) => teacher !== undefined);
  const rule = compared ? { not_worse_by: MARGIN } : { at_least: BAR };
  const definition: EvalDefinition = {
    ...{ kind: 'eval', slug: 'tokens', name: 'Tokens', description: '', app: 'tuned', dataset: 'bitext' },
    ...{ graders: [{ name: 'right', type: 'exact', field: 'answer' }], repeats: 1, concurrency: 1 },
    gate: { criteria: [{ grader: 'right', measure: 'pass', ...rule }] },
  };
  const score = (pass: boolean) => [{ right: { score: Number(pass), pass, note: null } }];
  const hashes = { version: '', baseline: null, dataset: '', graders: '', outputs: '' };
  return decide(
    { definition, version: 2, baseline: compared ? 1 : null, hashes },
    cases.map(({ id, student, teacher }) => ({
      ...{ exampleId: id, tags: [] },
      candidate: score(student),
      baseline: teacher === undefined ? [] : score(teacher),
    })),
  );
}
