// Callers that tests act as. Apart from the other helpers, because child processes need nothing else of them.
import type { Caller } from '../../api/core/access/caller.js';

/** A key that never issues, whose links act for persons of the tenant. */
export const voucher: Caller = {
  kind: 'backend',
  id: 'key_voucher000000001',
  tenants: 'all',
  mayEndAccess: true,
  mayVouchForPersons: true,
};

export const backend: Caller = { kind: 'backend', id: 'key_backend000000001', tenants: 'all', mayEndAccess: true };
export const support: Caller = { kind: 'support', id: 'key_support000000001', tenants: 'all' };

/** The caller that creates the first keys; no key has its rights. */
export const founder: Caller = { kind: 'operator', id: 'founder', tenants: 'all' };
