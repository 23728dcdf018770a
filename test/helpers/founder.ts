// The caller with every right, for setting up a test.
import type { Caller } from '../../api/core/access/caller.js';

/** The caller that creates the first keys; no key has its rights. */
export const founder: Caller = { kind: 'operator', id: 'founder', tenants: 'all' };
