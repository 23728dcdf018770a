// What the service warns about at start: settings that are valid, but probably not meant.
import type { Config } from './config.js';

export function startWarnings({ vendor, trustedProxies }: Pick<Config, 'vendor' | 'trustedProxies'>): string[] {
  // The service itself speaks plain HTTP, so with an https address something in front of it ends TLS.
  if (!vendor.publicUrl.startsWith('https://') || trustedProxies.length > 0) return [];
  return [
    'DRAWBRIDGE_TRUSTED_PROXIES is not set, but DRAWBRIDGE_PUBLIC_URL begins with https://, so a load balancer is in ' +
      'front of this service. All clients seem to have its address: they share one rate limit, keys with CIDR blocks ' +
      'are refused, and the log does not show who called. Set the address blocks of the load balancer.',
  ];
}
