import { BlockList, isIP } from 'node:net';

/** Where an address leads, as far as it matters to somebody who lets strangers name it. */
export type Reach = 'public' | 'private' | 'never';

/** This machine and its neighbours: a server of one's own may be there, when whoever runs this server says so. */
const PRIVATE = blockList(
  ['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'],
  ['::1/128', 'fc00::/7', 'fec0::/10'],
);

/** Nobody's model server: clouds answer with credentials at link-local addresses, the rest means many or none. */
const NEVER = blockList(
  [
    ...['0.0.0.0/8', '169.254.0.0/16', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '198.18.0.0/15'],
    ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4', '100.100.100.200/32'],
  ],
  [
    // Other spellings of IPv4 addresses: compatible, NAT64, 6to4, Teredo. (Mapped ones are seen as what they map.)
    ...['64:ff9b::/96', '64:ff9b:1::/48', '2002::/16', '2001::/32'],
    ...['::/128', 'fe80::/10', 'ff00::/8', '100::/64', '2001:db8::/32', 'fd00:ec2::254/128'],
  ],
);
const COMPATIBLE = blockList([], ['::/96']);

function blockList(ipv4: readonly string[], ipv6: readonly string[]): BlockList {
  const list = new BlockList();
  for (const [family, subnets] of [['ipv4', ipv4] as const, ['ipv6', ipv6] as const]) {
    for (const subnet of subnets) {
      const [address = '', bits] = subnet.split('/');
      list.addSubnet(address, Number(bits), family);
    }
  }
  return list;
}

/** What kind of address this is; anything that is no address counts as `never`. */
export function reachOf(address: string): Reach {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const version = isIP(bare);
  if (version === 0) return 'never';
  const family = version === 4 ? 'ipv4' : 'ipv6';
  if (NEVER.check(bare, family)) return 'never';
  if (PRIVATE.check(bare, family)) return 'private';
  return version === 6 && COMPATIBLE.check(bare, family) ? 'never' : 'public';
}
