import { demo } from './studio.ts';

/** Asks the demo's assistant; the answer comes as events, the first of which names the run. */
export async function ask(question: string, key = demo?.key ?? ''): Promise<string> {
  const answer = await fetch(`${demo?.url}/api/apps/handbook/ask`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    // A version by its number answers whether or not it has been released yet.
    body: JSON.stringify({ version: 1, messages: [{ role: 'user', content: question }] }),
  });
  const id = /run_\w+/.exec(await answer.text())?.[0];
  if (!id) throw new Error(`asking answered ${answer.status}`);
  return id;
}
