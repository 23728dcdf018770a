// IP addresses and CIDR ranges as numbers, for IpAddress and NotIpAddress. Source:
// docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress

export interface Address {
  bits: bigint;
  width: 32 | 128;
}

export interface Range {
  first: bigint;
  last: bigint;
  width: 32 | 128;
}

export function addressOf(text: string): Address | undefined {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) {
    const bytes = text.split('.').map(Number);
    if (bytes.some(each => each > 255)) return undefined;
    return { bits: bytes.reduce((bits, each) => bits * 256n + BigInt(each), 0n), width: 32 };
  }
  if (!text.includes(':') || !/^[0-9a-f:]+$/i.test(text)) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [left, right] = halves.map(half => (half === '' ? [] : half.split(':')));
  const missing = 8 - left!.length - (right?.length ?? 0);
  if (right ? missing < 1 : missing !== 0) return undefined;
  const groups = [...left!, ...Array<string>(missing).fill('0'), ...(right ?? [])];
  if (groups.some(each => each === '' || each.length > 4)) return undefined;
  return { bits: groups.reduce((bits, each) => bits * 65_536n + BigInt(`0x${each}`), 0n), width: 128 };
}

/** A single address is a range of one. */
export function rangeOf(text: string): Range | undefined {
  const [network = '', length, ...rest] = text.split('/');
  const address = addressOf(network);
  if (!address || rest.length > 0) return undefined;
  const { bits, width } = address;
  if (length !== undefined && (!/^\d{1,3}$/.test(length) || Number(length) > width)) return undefined;
  const free = BigInt(width - (length === undefined ? width : Number(length)));
  const first = (bits >> free) << free;
  return { first, last: first + (1n << free) - 1n, width };
}

export function addressText({ bits, width }: Address): string {
  if (width === 32) return [24n, 16n, 8n, 0n].map(shift => `${(bits >> shift) & 255n}`).join('.');
  return Array.from({ length: 8 }, (_, group) => ((bits >> BigInt((7 - group) * 16)) & 0xffffn).toString(16)).join(':');
}
