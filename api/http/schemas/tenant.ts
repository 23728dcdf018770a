// A tenant in JSON.
import { type Static, Type } from 'typebox';
import type { Tenant } from '../../core/access/tenant.js';
import { listOf, oneOf, ref, reference, shownName, strict, time } from './parts.js';

export const tenantBody = strict(
  {
    name: shownName(100, 'The name that the customer sees on pages and on the role.'),
    reference: Type.Optional(reference(100, "The vendor's own reference, such as an id in its database.")),
  },
  { examples: [{ name: 'Blue Harbor', reference: 'crm-17' }] },
);

export const tenantPatch = strict(
  {
    name: Type.Optional(
      shownName(100, 'The name that the customer sees on pages and on roles that are created later.'),
    ),
    reference: Type.Optional(
      Type.Union([reference(100, "The vendor's own reference."), Type.Null()], { description: 'null removes it.' }),
    ),
  },
  { minProperties: 1, examples: [{ name: 'Blue Harbor Ltd', reference: 'crm-18' }] },
);

export const tenantSchema = strict(
  {
    id: Type.String(),
    name: Type.String(),
    reference: Type.Optional(Type.String()),
    state: oneOf(['open', 'closed']),
    createdAt: time('When it was created.'),
    closedAt: Type.Optional(time('When it was closed. All its connections are revoked.')),
  },
  { $id: 'Tenant', description: 'A customer of the vendor.' },
);
export const tenantListSchema = listOf('TenantList', ref(tenantSchema));

export function tenantView({ schema: _, ...tenant }: Tenant): Static<typeof tenantSchema> {
  return tenant;
}
