import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openFindPii } from '../../src/guardrails/pii/find-pii.ts';
import { foldOfTemplate, learnPii } from './learn-pii.ts';
import { count, rates } from './pii-score.ts';
import { piiExamples } from './sets.ts';

/** Learns the tagger. `--check` prints what five-fold cross-validation by template says, and writes nothing. */
const TARGET = fileURLToPath(new URL('../../src/guardrails/pii/tagger-weights.json', import.meta.url));
const examples = piiExamples();

if (process.argv.includes('--check')) {
  const counts = new Map();
  for (let fold = 0; fold < 5; fold += 1) {
    const find = openFindPii(learnPii(examples.filter((one) => foldOfTemplate(one.template_id) !== fold)));
    for (const one of examples.filter((other) => foldOfTemplate(other.template_id) === fold)) {
      const found = find(one.full_text);
      count(one, found, counts);
      if (process.argv.includes('--show')) show(one.full_text, one.spans, found);
    }
  }
  for (const row of rates(counts))
    process.stdout.write(
      `${row.type.padEnd(20)} n ${row.n} predicted ${row.predicted} recall ${row.recall.toFixed(3)} precision ${row.precision.toFixed(3)} f1 ${row.f1.toFixed(3)}\n`,
    );
} else {
  const source = {
    trainedOn:
      'Presidio research sentences (MIT), banking77 (CC BY 4.0), CLINC150 (CC BY 3.0), bench/guardrails/content',
  };
  writeFileSync(TARGET, `${JSON.stringify({ source, ...learnPii(examples) })}\n`);
}

function show(
  text: string,
  gold: { entity_type: string; start_position: number; end_position: number }[],
  found: { type: string; start: number; end: number; score: number }[],
): void {
  const missed = gold.filter(
    (g) =>
      !found.some((f) => f.type === g.entity_type && f.start < g.end_position && g.start_position < f.end),
  );
  const wrong = found.filter(
    (f) =>
      !gold.some((g) => f.type === g.entity_type && f.start < g.end_position && g.start_position < f.end),
  );
  if (missed.length + wrong.length === 0) return;
  const say = [
    ...missed.map((g) => `-${g.entity_type}:${text.slice(g.start_position, g.end_position)}`),
    ...wrong.map((f) => `+${f.type}:${text.slice(f.start, f.end)}(${f.score})`),
  ];
  process.stdout.write(`${JSON.stringify(text)} ${JSON.stringify(say)}\n`);
}
