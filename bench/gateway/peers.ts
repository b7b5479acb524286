import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../src/kernel/database/cluster.ts';
import { progress } from '../harness/report.ts';
import { JSON_TYPE, type System } from './systems.ts';

const PORTKEY = '1.15.2';
const LITELLM = '1.101.0';

/** A plain install answers 500 on every stream, because its server's parts are not pinned. */
export async function portkey(upstream: string): Promise<System> {
  const home = fileURLToPath(new URL('../.cache/portkey', import.meta.url));
  const entry = join(home, 'node_modules/@portkey-ai/gateway/build/start-server.js');
  if (!existsSync(entry)) {
    progress(`installing Portkey's gateway ${PORTKEY} (once)`);
    mkdirSync(home, { recursive: true });
    const pins = { hono: '4.9.7', '@hono/node-server': '1.13.8' };
    const dependencies = { '@portkey-ai/gateway': PORTKEY, ...pins };
    writeFileSync(
      join(home, 'package.json'),
      JSON.stringify({ private: true, dependencies, overrides: pins }),
    );
    const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], {
      cwd: home,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (status !== 0) throw new Error("Portkey's gateway could not be installed");
  }
  const port = await freePort();
  const child = spawn(process.execPath, [entry, `--port=${port}`, '--headless'], {
    stdio: 'ignore',
    env: { ...process.env, TRUSTED_CUSTOM_HOSTS: '127.0.0.1,localhost' },
  });
  const url = `http://127.0.0.1:${port}`;
  await answers(url);
  return {
    ...{
      name: `Portkey ${PORTKEY}`,
      url: `${url}/v1/chat/completions`,
      model: 'mock-1',
      pid: child.pid ?? 0,
    },
    headers: {
      ...JSON_TYPE,
      authorization: 'Bearer sk-upstream',
      'x-portkey-provider': 'openai',
      'x-portkey-custom-host': upstream,
    },
    stop: async () => void child.kill('SIGKILL'),
  };
}

/**
 * With its master key as the caller's key, one worker, and no database: keys and spend of its own would cost it more.
 * A string says why it is not here: it comes from another registry, for another language.
 */
export async function litellm(upstream: string): Promise<System | string> {
  const home = fileURLToPath(new URL('../.cache/litellm', import.meta.url));
  const installed = join(home, 'installed.txt');
  const run = (command: string, ...args: string[]) =>
    spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: 900_000 }).status === 0;
  if (!existsSync(installed) || readFileSync(installed, 'utf8') !== LITELLM) {
    progress(`installing LiteLLM ${LITELLM} (once)`);
    if (!run('python3', '-m', 'venv', home)) return 'python3 with venv is not here';
    const pip = [join(home, 'bin/python'), '-m', 'pip', 'install', '--quiet'] as const;
    if (!run(pip[0], ...pip.slice(1), `litellm[proxy]==${LITELLM}`)) return 'it could not be installed';
    writeFileSync(installed, LITELLM);
  }
  const config = join(home, 'bench.yaml');
  const params = { model: 'openai/mock-1', api_base: upstream, api_key: 'sk-upstream' };
  // YAML is a superset of JSON.
  writeFileSync(config, JSON.stringify({ model_list: [{ model_name: 'mock-1', litellm_params: params }] }));
  const port = await freePort();
  const args = ['--config', config, '--host', '127.0.0.1', '--port', String(port), '--num_workers', '1'];
  const child = spawn(join(home, 'bin/litellm'), args, {
    stdio: 'ignore',
    env: {
      ...{
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        LITELLM_MASTER_KEY: 'sk-bench',
        LITELLM_LOG: 'ERROR',
      },
      ...{ LITELLM_TELEMETRY: 'False', LITELLM_LOCAL_MODEL_COST_MAP: 'True' },
    },
  });
  const url = `http://127.0.0.1:${port}`;
  const up = await answers(`${url}/health/liveliness`, 300_000).then(
    () => true,
    () => false,
  );
  if (!up) {
    child.kill('SIGKILL');
    return 'it did not start within five minutes';
  }
  return {
    ...{
      name: `LiteLLM ${LITELLM}`,
      url: `${url}/v1/chat/completions`,
      model: 'mock-1',
      pid: child.pid ?? 0,
    },
    headers: { ...JSON_TYPE, authorization: 'Bearer sk-bench' },
    stop: async () => void child.kill('SIGKILL'),
  };
}

async function answers(url: string, withinMs = 30_000): Promise<void> {
  for (const until = performance.now() + withinMs; performance.now() < until; await sleep(100)) {
    const up = await fetch(url).then(
      () => true,
      () => false,
    );
    if (up) return;
  }
  throw new Error(`${url} does not answer`);
}
