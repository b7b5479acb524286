import OpenAI from 'openai';
import type { Message } from './few-shot.ts';

export interface Teacher {
  client: OpenAI;
  model: string;
}

const AT_ONCE = 8;

/** The large model that BENCH_TEACHER names, by the official SDK's own variables; undefined where none is named. */
export function teacherOf({ BENCH_TEACHER }: NodeJS.ProcessEnv): Teacher | undefined {
  return BENCH_TEACHER ? { client: new OpenAI(), model: BENCH_TEACHER } : undefined;
}

/** What it says to each prompt, in order. */
export async function askTeacher(
  { client, model }: Teacher,
  prompts: readonly Message[][],
): Promise<string[]> {
  const said = new Array<string>(prompts.length).fill('');
  const waiting = [...prompts.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [n, messages] = next;
      const answer = await client.chat.completions.create({ model, messages, temperature: 0 });
      said[n] = answer.choices[0]?.message.content?.trim() ?? '';
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return said;
}
