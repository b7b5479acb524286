import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { AssistantDefinition } from '../../apps/contract.ts';
import { DatasetDefinition, EvalDefinition } from '../../evals/contract.ts';
import { DataClass } from '../../gateway/contract.ts';
import { GuardrailsDefinition } from '../../guardrails/contract.ts';
import type { FirstWorkspace } from '../../identity/index.ts';
import { ROLES } from '../../kernel/contract.ts';

export const HOME = fileURLToPath(new URL('../../../examples/oakhaven', import.meta.url));

const Plan = z.object({
  slug: z.string(),
  name: z.string(),
  groups: z.array(z.object({ slug: z.string(), name: z.string() })),
  people: z.array(
    z.object({
      email: z.string(),
      name: z.string(),
      role: z.enum(ROLES),
      groups: z.array(z.string()).default([]),
    }),
  ),
  collections: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      description: z.string().default(''),
      folder: z.string(),
      also: z.array(z.string()).default([]),
      groups: z.array(z.string()).default([]),
      dataClass: DataClass.optional(),
    }),
  ),
  guardrails: z.array(GuardrailsDefinition).default([]),
  /** In order: a later definition of the same app is its next version. */
  assistants: z.array(AssistantDefinition),
  datasets: z.array(DatasetDefinition.extend({ file: z.string() })),
  evals: z.array(EvalDefinition),
});

export interface DemoPlan extends z.infer<typeof Plan> {
  workspace: FirstWorkspace;
}

/** What examples/oakhaven/workspace.yaml says; undefined when the examples were left out of the installation. */
export function demoPlan(): DemoPlan | undefined {
  const file = join(HOME, 'workspace.yaml');
  if (!existsSync(file)) return undefined;
  const plan = Plan.parse(parse(readFileSync(file, 'utf8')));
  const { slug, name, groups, people } = plan;
  return { ...plan, workspace: { slug, name, groups, people } };
}

const Line = z.object({
  question: z.string(),
  language: z.string(),
  answer: z.string().nullable(),
  expected: z.array(z.object({ document: z.string(), quote: z.string() })),
  unanswerable: z.boolean(),
  group: z.string().nullable(),
  tags: z.array(z.string()),
});

/** The questions of a data set; the other languages stand among the tags already. */
export function readExamples(file: string): DatasetDefinition['examples'] {
  const lines = readFileSync(join(HOME, file), 'utf8').trim().split('\n');
  return lines.map((line) => {
    const { question, language, answer, expected, unanswerable, group, tags } = Line.parse(JSON.parse(line));
    const groups = group === null ? [] : [group];
    return {
      question,
      answer,
      passages: expected,
      unanswerable,
      groups,
      tags: language === 'en' ? ['english', ...tags] : tags,
    };
  });
}
