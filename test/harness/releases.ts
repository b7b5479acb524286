import type { TestServer } from './server.ts';

/** Lets the newest version of an app serve production without proof, as an owner may. */
export async function releaseAnyway(server: TestServer, slug: string): Promise<void> {
  const answer = await server.call('POST', `/api/apps/${slug}/releases`, {
    key: await server.key('owner'),
    body: { stage: 'production', override: 'a test of something else' },
  });
  if (!answer.ok) throw new Error(`release: ${answer.status} ${await answer.text()}`);
}
