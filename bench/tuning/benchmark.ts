import type { Benchmark } from '../harness/report.ts';
import { benchmark as intents } from './intents.ts';
import { benchmark as projection } from './projection.ts';
import { benchmark as tags } from './tags.ts';
import { benchmark as tokens } from './tokens.ts';

/** `npm run bench -- tuning`: all that is measured of tuned models. */
export const benchmark: Benchmark = {
  title: 'Tuned models',
  packages: ['onnxruntime-node'],
  async run(options) {
    const all = [];
    for (const part of [tags, intents, tokens, projection]) all.push(await part.run(options));
    return {
      tables: all.flatMap((one) => one.tables),
      targets: all.flatMap((one) => one.targets),
      notes: [...new Set(all.flatMap((one) => one.notes))],
    };
  },
};
