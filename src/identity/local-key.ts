import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCOPES } from '../kernel/contract.ts';
import { hashToken, newToken } from '../kernel/index.ts';
import type { Identity } from './bag.ts';
import { addKey, keyByHash } from './store/keys.ts';
import { workspaceIds } from './store/workspaces.ts';

/** Where the key for commands on this machine is; readable by the server's user only. */
export function localKeyFile(dataDir: string): string {
  return join(dataDir, 'cli-key');
}

/**
 * A key for the command line on this machine, so that `sevenfold ask` works right after `npm start`. Made anew when the
 * file or the key is gone; whoever can read the data directory has the database anyway.
 */
export async function ensureLocalKey(bag: Identity): Promise<void> {
  const path = localKeyFile(bag.config.SEVENFOLD_DATA_DIR);
  const known = existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined;
  await bag.db.system(async (tx) => {
    if (known && (await keyByHash(tx, hashToken(known)))) return;
    const [workspaceId] = await workspaceIds(tx);
    if (!workspaceId) return;
    const key = newToken('sk-7f-');
    const hint = `${key.slice(0, 10)}…`;
    const rights = {
      role: 'owner' as const,
      scopes: [...SCOPES],
      groupIds: [],
      memberId: null,
      expiresAt: null,
    };
    await addKey(tx, workspaceId, {
      name: 'Command line on the server',
      hash: hashToken(key),
      hint,
      ...rights,
    });
    writeFileSync(path, `${key}\n`, { mode: 0o600 });
  });
}
