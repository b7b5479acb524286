import { type Apps, createApps } from '../apps/index.ts';
import { createEvals, type Evals } from '../evals/index.ts';
import { createGateway, type Gateway } from '../gateway/index.ts';
import { record } from '../governance/index.ts';
import { createGuardrails, type Guardrails } from '../guardrails/index.ts';
import { createIdentity, type Identity } from '../identity/index.ts';
import { type Config, type Kernel, openKernel } from '../kernel/index.ts';
import { createKnowledge, type Knowledge } from '../knowledge/index.ts';
import { createReleases } from '../releases/index.ts';
import { createTuning, type Tuning } from '../tuning/index.ts';

/** Every room, opened and wired, without any transport. */
export interface Platform {
  kernel: Kernel;
  identity: Identity;
  gateway: Gateway;
  guardrails: Guardrails;
  knowledge: Knowledge;
  apps: Apps;
  evals: Evals;
  tuning: Tuning;
}

/** Opens all rooms in order, from the kernel up. The caller launches durable work once everything is declared. */
export async function openPlatform(config: Config, role: 'server' | 'worker'): Promise<Platform> {
  const kernel = await openKernel(config, role);
  const identity = createIdentity(kernel, (tx, actor, act) => record(kernel, tx, actor, act));
  const gateway = createGateway(kernel);
  const guardrails = createGuardrails(gateway);
  const knowledge = createKnowledge(guardrails);
  const apps = createApps(knowledge);
  const evals = createReleases(createEvals(apps));
  const tuning = createTuning(evals);
  return { kernel, identity, gateway, guardrails, knowledge, apps, evals, tuning };
}
