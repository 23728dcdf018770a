// Addresses of the public internet, the only ones that events may be sent to. Refused: this machine, private networks,
// link-local addresses (cloud metadata), carrier networks, multicast, documentation, and IPv6 forms that carry IPv4.
// Sources: https://www.iana.org/assignments/iana-ipv4-special-registry,
// https://www.iana.org/assignments/iana-ipv6-special-registry
import { isInCidr } from './cidr.js';

const refusedIpv4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  // A public number, but in Azure a service of the host itself.
  '168.63.129.16/32',
];

/** The only IPv6 block that is assigned as global unicast; `refusedIpv6` are the parts of it that are not public. */
const globalIpv6 = '2000::/3';
const refusedIpv6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

/** Whether this is an address of the public internet, in any notation that Node understands. */
export function isPublicAddress(address: string): boolean {
  // A zone names an interface of this machine.
  if (address.includes('%')) return false;
  // Checked first: Node's lists count a mapped address such as ::ffff:8.8.8.8 as IPv4, but it is not public IPv6.
  if (address.includes(':'))
    return isInCidr(address, globalIpv6) && !refusedIpv6.some(block => isInCidr(address, block));
  return isInCidr(address, '0.0.0.0/0') && !refusedIpv4.some(block => isInCidr(address, block));
}

export function isLoopbackAddress(address: string): boolean {
  return address === '::1' || (!address.includes(':') && isInCidr(address, '127.0.0.0/8'));
}
