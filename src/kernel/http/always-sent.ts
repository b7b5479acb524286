import type { Config } from '../config/schema.ts';

/** What every answer says to a browser, unless a route says it more exactly. */
export function alwaysSent(config: Config): [name: string, value: string][] {
  const https = config.PUBLIC_URL?.startsWith('https:') ?? false;
  return [
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'no-referrer'],
    ['cache-control', 'no-store'],
    ['content-security-policy', "default-src 'none'; frame-ancestors 'none'; sandbox"],
    ['x-frame-options', 'DENY'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
    ['permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
    ...(https ? [['strict-transport-security', 'max-age=31536000'] satisfies [string, string]] : []),
  ];
}
