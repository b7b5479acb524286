import { existsSync, readFileSync } from 'node:fs';
import { localKeyFile } from '../identity/index.ts';
import { loadConfig } from '../kernel/index.ts';

/** An answer of the server that is not a success, with its words. */
export class Refused extends Error {
  override name = 'Refused';
}

export interface Client {
  json(method: string, path: string, body?: unknown): Promise<unknown>;
  send(method: string, path: string, init: RequestInit): Promise<Response>;
}

/**
 * Talks to a server: SEVENFOLD_URL and SEVENFOLD_API_KEY, or the one on this machine with the key in its data directory.
 */
export function createClient(env: Record<string, string | undefined>): Client {
  const config = loadConfig(env);
  const base = (env.SEVENFOLD_URL ?? config.PUBLIC_URL ?? `http://localhost:${config.PORT}`).replace(
    /\/+$/,
    '',
  );
  const key = env.SEVENFOLD_API_KEY ?? localKey(config.SEVENFOLD_DATA_DIR);
  const send = async (method: string, path: string, init: RequestInit) => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${key}`);
    let answer: Response;
    try {
      answer = await fetch(`${base}${path}`, { ...init, method, headers });
    } catch (cause) {
      throw new Refused(`No server answers at ${base}. Start one with "npm start", or set SEVENFOLD_URL.`, {
        cause,
      });
    }
    if (!answer.ok) throw new Refused(await explain(answer));
    return answer;
  };
  return {
    send,
    async json(method, path, body) {
      const headers = body === undefined ? undefined : { 'content-type': 'application/json' };
      const answer = await send(method, path, {
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      return answer.status === 204 ? undefined : answer.json();
    },
  };
}

function localKey(dataDir: string): string {
  const file = localKeyFile(dataDir);
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  throw new Refused(
    `There is no API key. Set SEVENFOLD_API_KEY, or run this where the server's data directory is (${dataDir}).`,
  );
}

async function explain(answer: Response): Promise<string> {
  const problem = (await answer.json().catch(() => ({}))) as {
    detail?: string;
    remedy?: string;
    code?: string;
  };
  return [problem.detail ?? `The server answered ${answer.status}.`, problem.remedy]
    .filter(Boolean)
    .join(' ');
}
