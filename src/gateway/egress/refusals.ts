import { record } from '../../governance/index.ts';
import type { Actor, Kernel } from '../../kernel/index.ts';
import type { DataClass } from '../contract.ts';

/** What was not sent anywhere. Names only: what it said is nobody's business here. */
export interface Refused {
  dataClass: DataClass;
  models: readonly string[];
  app: string | undefined;
  route: string | undefined;
}

/** Puts on record that content was kept from every provider that could have been asked. */
export interface Refusals {
  note(actor: Actor, refused: Refused): Promise<void>;
  /** Writes what has been counted and not written yet. */
  close(): Promise<void>;
}

interface Repeated {
  timer: NodeJS.Timeout;
  times: number;
  write(times: number): Promise<void>;
}

/** The same refusal again within this time is counted and not written: a loop must not fill the audit log. */
const QUIET_MS = 60_000;
/** With so many different ones at a time, those of a workspace are counted together. */
const MOST_KINDS = 1_000;

export function keepRefusals(
  kernel: Pick<Kernel, 'db' | 'keyRing' | 'log'>,
  quietMs: number = QUIET_MS,
): Refusals {
  const kinds = new Map<string, Repeated>();
  const writer = (actor: Actor, refused: Refused) => async (times: number) => {
    const { dataClass, models, app, route } = refused;
    const details = { dataClass, models, app: app ?? null, route: route ?? null, times };
    const act = { action: 'egress.refuse', target: app ?? route ?? models[0] ?? '', details };
    try {
      await kernel.db.in(actor.workspaceId, (tx) => record(kernel, tx, actor, { ...act, outcome: 'done' }));
    } catch (error) {
      // The content stays here either way.
      kernel.log.error({ err: error, ...details }, 'a refused egress could not be recorded');
    }
  };
  const end = async (key: string) => {
    const kind = kinds.get(key);
    if (!kind) return;
    clearTimeout(kind.timer);
    kinds.delete(key);
    if (kind.times > 0) await kind.write(kind.times);
  };
  return {
    async note(actor, refused) {
      const { dataClass, models, app, route } = refused;
      const own = JSON.stringify([actor.workspaceId, actor.id, dataClass, models, app, route]);
      const key = kinds.has(own) || kinds.size < MOST_KINDS ? own : actor.workspaceId;
      const known = kinds.get(key);
      if (known) {
        known.times += 1;
        return;
      }
      const write = writer(actor, refused);
      const timer = setTimeout(() => void end(key), quietMs);
      timer.unref();
      kinds.set(key, { timer, times: 0, write });
      await write(1);
    },
    async close() {
      await Promise.all([...kinds.keys()].map(end));
    },
  };
}
