// Tenants: the vendor's customers.
import type { ApiPromise } from '../api-promise.js';
import type { CloseTenantInput, CreateTenantInput, Tenant } from '../api-types.js';
import { type List, type ListOptions, listOf } from '../list.js';
import type { Answers } from '../operations.js';
import { path } from '../path.js';
import type { CallOptions, CreateOptions, Send } from '../request.js';

/** What `tenants.update` corrects. */
export interface UpdateTenantInput {
  /** The name that the customer sees on pages, and on roles that are created later. */
  name?: string;
  /** Your own reference, such as an id in your database; null removes it. */
  reference?: string | null;
}

/** Tenants: the vendor's customers. */
export interface TenantsApi {
  /** Creates a tenant. */
  create(input: CreateTenantInput, options?: CreateOptions): ApiPromise<Tenant>;
  /** Gets one tenant. */
  get(tenantId: string, options?: CallOptions): ApiPromise<Tenant>;
  /** Lists the tenants that the key is bound to. */
  list(options?: ListOptions): List<Tenant>;
  /** Corrects the name or the reference. It is not repeated after an unclear answer. */
  update(tenantId: string, input: UpdateTenantInput, options?: CallOptions): ApiPromise<Tenant>;
  /** Revokes every connection of the tenant, then closes it. Calling it again finishes an interrupted close. */
  close(tenantId: string, input: CloseTenantInput, options?: CallOptions): ApiPromise<Tenant>;
}

/** Creates `client.tenants`. */
export function tenants(send: Send): TenantsApi {
  return {
    create: (body, options) => send<Answers['createTenant']>('POST', path`/v1/tenants`, { ...options, body }),
    get: (tenantId, options) => send<Answers['readTenant']>('GET', path`/v1/tenants/${tenantId}`, options),
    list: (options = {}) =>
      listOf(options, (query, call) => send<Answers['listTenants']>('GET', path`/v1/tenants`, { ...call, query })),
    update: (tenantId, body, options) =>
      send<Answers['readTenant']>('PATCH', path`/v1/tenants/${tenantId}`, { ...options, body }),
    close: (tenantId, body, options) =>
      send<Answers['closeTenant']>('DELETE', path`/v1/tenants/${tenantId}`, { ...options, body }),
  };
}
