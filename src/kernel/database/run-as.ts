import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';

/** How to run a PostgreSQL program: a command to put in front of it, or the user to become. */
export interface RunAs {
  prefix: string[];
  uid?: number;
  gid?: number;
}

/**
 * PostgreSQL refuses to run as root. As root we run it in a user namespace that maps our uid to another one: files
 * stay owned by root, so a clone below a closed folder such as /root works too. Where namespaces are forbidden,
 * it runs as the system user `postgres`, which then must be able to reach the folder.
 */
export function runAs(clusterDir: string): RunAs {
  if (process.platform === 'win32' || userInfo().uid !== 0) return { prefix: [] };
  const owner = existsSync(clusterDir) ? statSync(clusterDir).uid : 0;
  const namespace = ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--'];
  if (owner === 0 && spawnSync('unshare', [...namespace.slice(1), 'true']).status === 0)
    return { prefix: namespace };
  const { uid, gid } = postgresUser();
  mkdirSync(clusterDir, { recursive: true, mode: 0o700 });
  chownSync(clusterDir, uid, gid);
  return { prefix: [], uid, gid };
}

function postgresUser(): { uid: number; gid: number } {
  const lookUp = (flag: string) =>
    Number.parseInt(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout, 10);
  if (Number.isNaN(lookUp('-u')))
    spawnSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
  const [uid, gid] = [lookUp('-u'), lookUp('-g')];
  if (Number.isNaN(uid) || Number.isNaN(gid)) {
    throw new Error(
      'PostgreSQL cannot run as root and no user "postgres" could be made. Run Sevenfold as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
    );
  }
  return { uid, gid };
}
