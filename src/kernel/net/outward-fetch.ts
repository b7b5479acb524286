import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, type Dispatcher, fetch, type RequestInit, type Response } from 'undici';
import { reachOf } from './address-rules.ts';

/** A request to an address that a URL from a user may not lead to. */
export class ForbiddenAddress extends Error {
  override name = 'ForbiddenAddress';
  readonly host: string;

  constructor(host: string) {
    super(`${host} is not an address that may be reached from here`);
    this.host = host;
  }
}

/** `dns.lookup`, asked for all addresses of a name. */
export type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

const CONNECT_MS = 5_000;
/** URLs that are remembered: a workspace has few, but some name a model in their path. */
const MOST_WAYS = 1_000;

/** Names that are this machine without asking anybody. */
const LOCAL_NAME = /(^|\.)localhost\.?$/i;

export interface OutwardRequest {
  method: 'GET' | 'POST' | 'DELETE';
  headers: Record<string, string>;
  body: string | Buffer | null;
  /** Until the answer's head is there, and between two pieces of its body; milliseconds. */
  headersTimeout: number;
  bodyTimeout: number;
}

/** The way out to URLs that users name. */
export interface Outward {
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** Whether this URL may be fetched, as far as it can be told without asking DNS. */
  mayReach(url: string): boolean;
  /** The same at less cost, with time-outs of its own: bytes are handed to `handler` as they come. Redirects are answers like others. */
  dispatch(url: string, options: OutwardRequest, handler: Dispatcher.DispatchHandler): void;
  close(): Promise<void>;
}

/**
 * Opens the way out to addresses that users name (providers today). Every address is checked at the moment of the
 * connection, and the one that was checked is the one that is connected to, so that neither another spelling nor a name
 * that changes its mind in between gets around it. Redirects are not followed. Private addresses need an entry in
 * `allowed` (`host` or `host:port`); what nobody serves models at (link-local, multicast, …) is refused in any case.
 */
export function openOutward(allowed: readonly string[], resolve: Resolve = lookup): Outward {
  const open = new Agent({ connect: { timeout: CONNECT_MS, lookup: checkedLookup(true, resolve) } });
  const guarded = new Agent({ connect: { timeout: CONNECT_MS, lookup: checkedLookup(false, resolve) } });
  const listed = ({ hostname, host }: URL) => allowed.includes(hostname) || allowed.includes(host);
  // Literal addresses are never looked up, so they are checked here.
  const mayReach = (url: URL) => {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) === 0) return listed(url) || !LOCAL_NAME.test(host);
    return permits(reachOf(host), listed(url));
  };
  const ways = new Map<string, { by: Agent; origin: string; path: string }>();
  /** What a URL says by itself stays as it is; what its name stands for is looked up at every connection. */
  const wayTo = (text: string) => {
    const known = ways.get(text);
    if (known) return known;
    const url = new URL(text);
    if (!mayReach(url)) throw new ForbiddenAddress(url.host);
    const way = { by: listed(url) ? open : guarded, origin: url.origin, path: url.pathname + url.search };
    if (ways.size >= MOST_WAYS) ways.clear();
    ways.set(text, way);
    return way;
  };
  return {
    async fetch(text, init) {
      const url = new URL(text);
      if (!mayReach(url)) throw new ForbiddenAddress(url.host);
      return fetch(url, { ...init, redirect: 'manual', dispatcher: listed(url) ? open : guarded });
    },
    dispatch(text, options, handler) {
      const { by, origin, path } = wayTo(text);
      by.dispatch({ ...options, origin, path }, handler);
    },
    mayReach: (text) => mayReach(new URL(text)),
    async close() {
      await Promise.all([open.destroy(), guarded.destroy()]);
    },
  };
}

function permits(reach: ReturnType<typeof reachOf>, listed: boolean): boolean {
  return reach === 'public' || (reach === 'private' && listed);
}

/** Looks a name up and gives out its addresses only if all of them may be reached. */
function checkedLookup(listed: boolean, resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 4);
      const [first] = addresses;
      const refused = addresses.some(({ address }) => !permits(reachOf(address), listed));
      if (refused || !first) return callback(new ForbiddenAddress(hostname), '', 4);
      if (options.all) return callback(null, addresses);
      callback(null, first.address, first.family);
    });
  };
}
