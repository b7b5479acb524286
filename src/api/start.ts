import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ensureEnvironmentProvider } from '../gateway/index.ts';
import {
  type Credential,
  createFirstWorkspace,
  ensureAdminKey,
  ensureLocalKey,
  type FirstWorkspace,
} from '../identity/index.ts';
import { type Config, listen } from '../kernel/index.ts';
import { demoPlan } from './demo/plan.ts';
import { seedDemo } from './demo/seed-demo.ts';
import { openPlatform, type Platform } from './platform.ts';
import { createServer } from './server.ts';

const EMPTY_WORKSPACE: FirstWorkspace = {
  slug: 'main',
  name: 'Workspace',
  groups: [],
  people: [{ email: 'owner@sevenfold.example', name: 'Owner', role: 'owner', groups: [] }],
};

export interface Running {
  url: string;
  platform: Platform;
  stop(): Promise<void>;
}

/** Starts the server: rooms, first workspace, durable work, HTTP. Returns once it serves. */
export async function start(config: Config, say: (line: string) => void): Promise<Running> {
  const platform = await openPlatform(config, 'server');
  const { kernel, identity, gateway } = platform;
  const plan = config.SEVENFOLD_DEMO ? demoPlan() : undefined;
  const credentials = await createFirstWorkspace(identity, plan?.workspace ?? EMPTY_WORKSPACE, (made) =>
    keep(made, config),
  );
  if (config.SEVENFOLD_ADMIN_KEY) await ensureAdminKey(identity, config.SEVENFOLD_ADMIN_KEY);
  await ensureLocalKey(identity);
  await ensureEnvironmentProvider(gateway);
  await kernel.durable.launch();
  const { app, lanes } = createServer(platform);
  const listening = await listen(app, config, lanes).catch(async (error) => {
    await kernel.durable.shutdown(0);
    await kernel.close();
    throw error;
  });
  welcome(config, listening.url, credentials, say);
  const leaving = new AbortController();
  const seeding = plan
    ? seedDemo(platform, plan, say, leaving.signal).catch((error) => {
        if (!leaving.signal.aborted) kernel.log.error({ err: error }, 'the demo was not seeded');
      })
    : undefined;
  return {
    url: listening.url,
    platform,
    stop() {
      leaving.abort();
      return stop(platform, listening.close, seeding);
    },
  };
}

/** Takes no new requests, lets the running ones and the jobs finish, and leaves what does not to the next start. */
async function stop(
  platform: Platform,
  close: (drainMs: number) => Promise<void>,
  seeding: Promise<unknown> | undefined,
): Promise<void> {
  const drainMs = platform.kernel.config.SHUTDOWN_SECONDS * 1000;
  await close(drainMs);
  await Promise.race([seeding, new Promise((resolve) => setTimeout(resolve, 2_000))]);
  await platform.kernel.durable.shutdown(drainMs);
  await platform.kernel.close();
}

function signInFile(config: Config): string {
  return join(config.SEVENFOLD_DATA_DIR, 'sign-in.txt');
}

function keep(credentials: Credential[], config: Config): void {
  const lines = credentials.map(({ email, password, role }) => `${email}  ${password}  (${role})`);
  writeFileSync(signInFile(config), `${lines.join('\n')}\n`, { mode: 0o600 });
}

function welcome(
  config: Config,
  url: string,
  credentials: Credential[] | undefined,
  say: (line: string) => void,
): void {
  const file = signInFile(config);
  const shown = relative(process.cwd(), file).startsWith('..') ? file : relative(process.cwd(), file);
  say(`Sevenfold is running at ${config.PUBLIC_URL ?? url}`);
  if (!credentials) {
    say(`Sign in with an e-mail address and password from ${shown}, unless you changed them.`);
    return;
  }
  const [owner] = credentials;
  if (owner) say(`Sign in as ${owner.email} with the password ${owner.password}`);
  say(`These and the other accounts of this fresh install are in ${shown}.`);
}

/** Adds a process that works on durable jobs beside a server. */
export async function startWorker(config: Config): Promise<Running> {
  const platform = await openPlatform(config, 'worker');
  const { kernel } = platform;
  await kernel.durable.launch();
  return {
    url: '',
    platform,
    async stop() {
      await kernel.durable.shutdown(config.SHUTDOWN_SECONDS * 1000);
      await kernel.close();
    },
  };
}
