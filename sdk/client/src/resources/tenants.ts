// Customers of the vendor.
import { type ListOptions, listOf } from '../list.js';
import { path } from '../path.js';
import type { CallOptions, MakeOptions, Send } from '../request.js';
import type { Answer, Body } from '../types.js';

export function tenants(send: Send) {
  return {
    create: async (body: Body<'createTenant'>, options?: MakeOptions) =>
      send<Answer<'createTenant'>>('POST', path`/v1/tenants`, { ...options, body }),
    get: async (tenantId: string, options?: CallOptions) =>
      send<Answer<'readTenant'>>('GET', path`/v1/tenants/${tenantId}`, options),
    list: (options: ListOptions = {}) =>
      listOf(options, async (query, call) => send<Answer<'listTenants'>>('GET', path`/v1/tenants`, { ...call, query })),
    /** Revokes every connection of the tenant before it answers. Closing again finishes what was left. */
    close: async (tenantId: string, body: Body<'closeTenant'>, options?: CallOptions) =>
      send<Answer<'closeTenant'>>('DELETE', path`/v1/tenants/${tenantId}`, { ...options, body }),
  };
}
