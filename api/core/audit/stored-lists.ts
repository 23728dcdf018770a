// How long each list in a stored subject may be, and the error of a request that would make it longer. What grows for
// ever is items of its own. A test walks the types and fails for a list that is not here. Pure.
import type { SubjectKind } from './history.js';

export interface ListBound {
  atMost: number;
  /** The error code of a request beyond it; `kit`: only the kit writes the list, and cuts it. */
  refusedAs: string;
}

/** Lists inside a policy document: IAM limits its characters, so no list can be longer. */
const inPolicies: ListBound = { atMost: 2000, refusedAs: 'options_not_valid' };
const tenants: ListBound = { atMost: 100, refusedAs: 'request_invalid' };

/** By kind and path. A path names members of members; a list adds nothing to it. */
export const listBounds: Record<SubjectKind, Readonly<Record<string, ListBound>>> = {
  connection: {
    'externalId.retired': { atMost: 5, refusedAs: 'kit' },
    'roleSpec.inlinePolicies': { atMost: 20, refusedAs: 'options_not_valid' },
    'roleSpec.managedPolicies': { atMost: 10, refusedAs: 'options_not_valid' },
    'roleSpec.stackPolicies': { atMost: 10, refusedAs: 'options_not_valid' },
    'upgrade.roleSpec.inlinePolicies': { atMost: 20, refusedAs: 'options_not_valid' },
    'upgrade.roleSpec.managedPolicies': { atMost: 10, refusedAs: 'options_not_valid' },
    'upgrade.roleSpec.stackPolicies': { atMost: 10, refusedAs: 'options_not_valid' },
    'limits.windows': { atMost: 21, refusedAs: 'request_invalid' },
    'limits.windows.days': { atMost: 7, refusedAs: 'request_invalid' },
    legacy: { atMost: 20, refusedAs: 'legacy_too_many' },
    findings: { atMost: 200, refusedAs: 'kit' },
    'findings.witness.context.*': { atMost: 100, refusedAs: 'kit' },
    accepted: { atMost: 20, refusedAs: 'acceptances_too_many' },
    'stackReport.differences': { atMost: 20, refusedAs: 'kit' },
    'suspended.by': { atMost: 2, refusedAs: 'kit' },
    'drill.people': { atMost: 20, refusedAs: 'request_invalid' },
    'drill.dependents': { atMost: 20, refusedAs: 'request_invalid' },
    'lastDrill.people': { atMost: 20, refusedAs: 'request_invalid' },
    'lastDrill.dependents': { atMost: 20, refusedAs: 'request_invalid' },
    'lastDrill.usedBy': { atMost: 100, refusedAs: 'kit' },
    'offboarding.admitted.launches': { atMost: 4, refusedAs: 'kit' },
  },
  tenant: {},
  'api-key': {
    tenants,
    cidrs: { atMost: 50, refusedAs: 'request_invalid' },
    secrets: { atMost: 2, refusedAs: 'kit' },
  },
  link: {},
  'permission-set': {},
  webhook: {
    tenants,
    types: { atMost: 100, refusedAs: 'request_invalid' },
    secrets: { atMost: 2, refusedAs: 'kit' },
  },
};

/** The bound of the list at a path; undefined when none is stated. */
export function boundAt(kind: SubjectKind, path: string): ListBound | undefined {
  if (/(^|\.)(trustPolicy|document)\./.test(path)) return inPolicies;
  const bounds = listBounds[kind];
  return bounds[path] ?? bounds[path.replace(/\.[^.]+$/, '.*')];
}

/** The path of the first list in a value that is longer than it may be, or has no bound. */
export function listFault(kind: SubjectKind, value: unknown, path = ''): string | undefined {
  if (Array.isArray(value)) {
    const bound = boundAt(kind, path);
    if (!bound || value.length > bound.atMost) return path;
    for (const each of value) {
      const fault = listFault(kind, each, path);
      if (fault !== undefined && !Array.isArray(each)) return fault;
    }
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, part] of Object.entries(value)) {
    const fault = listFault(kind, part, path === '' ? name : `${path}.${name}`);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
