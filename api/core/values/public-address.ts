// Which addresses belong to the public internet: what events may be sent to. Everything else is refused: this machine,
// private networks, link-local (where clouds keep their metadata), carriers' networks, multicast, documentation, and
// the forms in which an IPv6 address carries an IPv4 one.
// Sources: https://www.iana.org/assignments/iana-ipv4-special-registry, https://www.iana.org/assignments/iana-ipv6-special-registry
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
  // Public by its number, and yet the host's own service in Azure.
  '168.63.129.16/32',
];

/** Of IPv6 only what is given out as global unicast, less what carries IPv4 or is for documents. */
const globalIpv6 = '2000::/3';
const refusedIpv6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

/** Whether it is an address, written in any way that Node understands, of the public internet. */
export function isPublicAddress(address: string): boolean {
  // A zone is of an interface of this machine.
  if (address.includes('%')) return false;
  // Asked first: a mapped address such as ::ffff:8.8.8.8 counts as IPv4 in Node's lists, and is not one of IPv6's public ones.
  if (address.includes(':'))
    return isInCidr(address, globalIpv6) && !refusedIpv6.some(block => isInCidr(address, block));
  return isInCidr(address, '0.0.0.0/0') && !refusedIpv4.some(block => isInCidr(address, block));
}

export function isLoopbackAddress(address: string): boolean {
  return address === '::1' || (!address.includes(':') && isInCidr(address, '127.0.0.0/8'));
}
