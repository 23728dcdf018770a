// Who calls: the API key of the Authorization header, before anything else of the request is looked at.
import { BlockList, isIP } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Caller } from '../core/caller.js';
import type { Deps } from '../deps.js';
import { fail } from '../errors.js';
import { recogniseCaller } from '../operations/recognise-caller.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on routes of the API once the key was recognised. */
    caller: Caller | null;
  }
}

export function authenticateWith(app: FastifyInstance, deps: Deps): void {
  app.addHook('onRequest', async request => {
    const token = /^Bearer +([^\s]+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw fail('key_missing');
    const address = addressOf(request);
    const comesFrom = (cidrs: readonly string[]) => cidrs.some(cidr => isIn(address, cidr));
    request.caller = await recogniseCaller(deps, token, { address, requestId: request.id, comesFrom });
  });
}

export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw fail('key_missing');
  return request.caller;
}

/** The address of the connection itself: forwarding headers are the sender's own words. */
export function addressOf(request: FastifyRequest): string {
  return request.socket.remoteAddress ?? '';
}

interface Cidr {
  address: string;
  prefix: number;
  family: 'ipv4' | 'ipv6';
}

/** A block of addresses such as 192.0.2.0/24 or 2001:db8::/32, or undefined. */
export function parseCidr(text: string): Cidr | undefined {
  const match = /^([0-9a-f.:]+)\/(\d{1,3})$/i.exec(text);
  const version = match ? isIP(match[1]!) : 0;
  const prefix = Number(match?.[2]);
  if (version === 0 || prefix > (version === 4 ? 32 : 128)) return undefined;
  return { address: match![1]!, prefix, family: version === 4 ? 'ipv4' : 'ipv6' };
}

function isIn(address: string, text: string): boolean {
  const cidr = parseCidr(text);
  const version = isIP(address);
  if (!cidr || version === 0) return false;
  const list = new BlockList();
  list.addSubnet(cidr.address, cidr.prefix, cidr.family);
  return list.check(address, version === 4 ? 'ipv4' : 'ipv6');
}
