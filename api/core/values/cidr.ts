// CIDR blocks such as 192.0.2.0/24 or 2001:db8::/32, and whether they contain an address.
import { BlockList, isIP } from 'node:net';

interface Cidr {
  address: string;
  prefix: number;
  family: 'ipv4' | 'ipv6';
}

/** The block, or undefined when the text is not a CIDR block. */
export function parseCidr(text: string): Cidr | undefined {
  const match = /^([0-9a-f.:]+)\/(\d{1,3})$/i.exec(text);
  const version = match ? isIP(match[1]!) : 0;
  const prefix = Number(match?.[2]);
  if (version === 0 || prefix > (version === 4 ? 32 : 128)) return undefined;
  return { address: match![1]!, prefix, family: version === 4 ? 'ipv4' : 'ipv6' };
}

export function isInCidr(address: string, text: string): boolean {
  const cidr = parseCidr(text);
  const version = isIP(address);
  if (!cidr || version === 0) return false;
  const list = new BlockList();
  list.addSubnet(cidr.address, cidr.prefix, cidr.family);
  return list.check(address, version === 4 ? 'ipv4' : 'ipv6');
}
