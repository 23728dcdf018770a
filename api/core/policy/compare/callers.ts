// What AWS itself writes into a request about its caller, by the kind of caller. Session names, source identities and
// tags are not here, because a caller chooses them.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
import type { Group } from '../document/language.js';
import { shaped } from '../document/wildcard.js';
import { formOf } from './context-keys.js';

export const arnKey = 'aws:principalarn';
export const accountKey = 'aws:principalaccount';

/** The keys that follow from the caller. */
export interface CallerKeys {
  /** Values that its requests always have; an empty list if they never have the key. */
  fixed: Readonly<Record<string, readonly string[]>>;
  /** The form of the value of keys that its requests always have. */
  forms: Readonly<Record<string, readonly Group[]>>;
}

export type CallerKind = 'role' | 'user' | 'federated';

/** The keys that tell roles and users apart. */
export const kindKeys: readonly string[] = ['aws:principaltype', 'aws:userid', 'aws:username', 'aws:tokenissuetime'];

const noService = {
  'aws:principalisawsservice': ['false'],
  'aws:principalservicename': [],
  'aws:principalservicenameslist': [],
};

/** The keys of any caller that is an IAM principal. */
export const ofAnyPrincipal: CallerKeys = { fixed: noService, forms: { 'aws:userid': isIn('{upper+}{any*}') } };

function isIn(...shapes: string[]): Group[] {
  return [{ patterns: shapes.map(shaped), isIn: true }];
}

const issuedAt: readonly Group[] = [{ patterns: formOf('aws:tokenissuetime').patterns, isIn: true }];

/** `id`: its unique ID, if that is known. `session`: the name of its session; `name`: the user's. */
export function keysOfCaller(
  kind: CallerKind,
  known: { id?: string; session?: string; name?: string } = {},
): CallerKeys {
  const { id, session, name } = known;
  switch (kind) {
    case 'role':
      return {
        fixed: { ...noService, 'aws:principaltype': ['AssumedRole'], 'aws:username': [] },
        forms: {
          'aws:tokenissuetime': issuedAt,
          'aws:userid': isIn(`${id ?? 'AROA{upper+}'}:${session ?? '{name}{name+}'}`),
        },
      };
    case 'user':
      return {
        fixed: { ...noService, 'aws:principaltype': ['User'], ...(name !== undefined && { 'aws:username': [name] }) },
        forms: {
          'aws:userid': isIn(id ?? 'AIDA{upper+}'),
          ...(name === undefined && { 'aws:username': [{ patterns: formOf('aws:username').patterns, isIn: true }] }),
        },
      };
    case 'federated':
      return {
        fixed: { ...noService, 'aws:principaltype': ['FederatedUser'], 'aws:username': [] },
        forms: { 'aws:tokenissuetime': issuedAt, 'aws:userid': isIn('{digit+}:{any+}') },
      };
  }
}

/** A service's requests have no account and no ARN of a principal. */
export function keysOfService(name: string): CallerKeys {
  return {
    fixed: {
      [arnKey]: [],
      [accountKey]: [],
      'aws:principalisawsservice': ['true'],
      'aws:principalservicename': [name],
    },
    forms: {},
  };
}
