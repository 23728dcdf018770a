// The caller with every right, for what a test sets up beside its subject.
import type { Caller } from '../../api/core/access/caller.js';

/** The caller that makes the first keys; no key has its rights. */
export const founder: Caller = { kind: 'operator', id: 'founder', tenants: 'all' };
