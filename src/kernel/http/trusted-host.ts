import { isIP } from 'node:net';
import type { Config } from '../config/schema.ts';
import { errors } from '../errors/kernel-errors.ts';
import type { HeaderReader } from './route.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses changes that another site makes through a visitor's browser: a foreign Origin (CSRF), or a Host that is not
 * ours (DNS rebinding). Literal addresses and localhost cannot be rebound, names must be configured.
 */
export function hostGuard(
  config: Pick<Config, 'PUBLIC_URL' | 'ALLOWED_HOSTS'>,
): (request: { method: string; headers: HeaderReader }) => void {
  const own = new Set(config.ALLOWED_HOSTS);
  const home = config.PUBLIC_URL ? new URL(config.PUBLIC_URL) : undefined;
  const trusted = (host: string) =>
    host === 'localhost' ||
    isIP(host.replace(/^\[|\]$/g, '')) !== 0 ||
    own.has(host) ||
    host === home?.hostname;
  /** The host that was last found to be ours: nearly every call names the same. */
  let known = '';
  return (request) => {
    if (SAFE_METHODS.has(request.method)) return;
    const named = request.headers.get('host') ?? '';
    const origin = request.headers.get('origin');
    if (origin === null && named === known && known !== '') return;
    const host = urlOf(`http://${named}`);
    if (!host || !trusted(host.hostname))
      throw errors.foreign_origin({ got: `host ${host?.hostname ?? 'unknown'}` });
    known = named;
    if (origin === null) return;
    const from = urlOf(origin);
    // The port counts: another program on the same host is the same site to a cookie, but not the same origin.
    if (!from || (from.host !== host.host && from.origin !== home?.origin && !own.has(from.hostname)))
      throw errors.foreign_origin({ got: `origin ${origin}` });
  };
}

function urlOf(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
