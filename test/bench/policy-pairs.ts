// The pairs that the benchmark compares: the roles of the kit's own permission sets as AWS returns them, and changed
// ones.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LiveRole } from '../../api/core/iam/live-role.js';
import type { PermissionSet } from '../../api/core/permission-set/permission-set.js';
import type { PolicyDocument } from '../../api/core/policy/document/document.js';
import { roleSpecOf } from '../../api/core/role/build.js';
import type { RoleSpec } from '../../api/core/role/role-spec.js';
import { shippedPermissionSets } from '../../templates/render.js';
import { sampleSpecInput } from '../helpers/samples.js';
import { seeded } from '../helpers/seeded.js';
import { shuffled } from '../policy/policy-respelling.js';

export interface BenchPair {
  name: string;
  isEqual: boolean;
  /** The spec; its documents are parsed from text. */
  role: RoleSpec;
  live: LiveRole;
  /** The documents alone, trust policy first. */
  spec: string[];
  documents: string[];
}

type Change = (document: PolicyDocument, at: number) => PolicyDocument;

/** Statements and lists in another order, with other Sids. */
function asHandedBack(document: PolicyDocument): PolicyDocument {
  const random = seeded(7);
  const reordered = (value: unknown): unknown => (Array.isArray(value) ? shuffled(value, random) : value);
  return {
    ...document,
    Statement: shuffled(document.Statement, random).map((statement, at) => ({
      ...(Object.fromEntries(
        Object.entries(statement).map(([name, value]) => [name, reordered(value)]),
      ) as unknown as typeof statement),
      Sid: `Statement${at}`,
    })),
  };
}

/** Each action by itself, in lower case: the same meaning in other words. */
function regrouped(document: PolicyDocument): PolicyDocument {
  return {
    ...document,
    Statement: document.Statement.flatMap(statement =>
      [statement.Action ?? []].flat().map(action => ({ ...statement, Action: action.toLowerCase() })),
    ),
  };
}

function drifted(document: PolicyDocument, at: number): PolicyDocument {
  if (at !== 1) return asHandedBack(document);
  const [first, ...rest] = asHandedBack(document).Statement;
  return { ...document, Statement: [{ ...first!, Action: [first!.Action ?? [], 'sqs:DeleteQueue'].flat() }, ...rest] };
}

function pairOf(name: string, isEqual: boolean, spec: RoleSpec, change: Change): BenchPair {
  const documents = [spec.trustPolicy, ...spec.inlinePolicies.map(each => each.document)];
  const [trustPolicy, ...inline] = documents.map((document, at) => JSON.stringify(change(document, at)));
  const { arn, path, maxSessionSeconds, tags } = spec;
  return {
    name,
    isEqual,
    role: spec,
    spec: documents.map(each => JSON.stringify(each)),
    documents: [trustPolicy!, ...inline],
    live: {
      role: {
        kind: 'read',
        value: { arn, roleUniqueId: 'AROAX', path, trustPolicy: trustPolicy!, maxSessionSeconds, tags },
      },
      inline: {
        kind: 'read',
        value: spec.inlinePolicies.map((each, at) => ({
          name: each.name,
          document: { kind: 'read', value: inline[at]! },
        })),
      },
      attached: { kind: 'read', value: [] },
      policies: {},
    },
  };
}

export function benchPairs(): BenchPair[] {
  return ['cost-read', 'inventory-read'].flatMap(set => {
    const text = readFileSync(join(shippedPermissionSets, `${set}.json`), 'utf8');
    const spec = roleSpecOf({ ...sampleSpecInput, permissionSet: JSON.parse(text) as PermissionSet });
    return [
      pairOf(`${set}, the same text`, true, spec, document => document),
      pairOf(`${set}, as AWS returns it`, true, spec, asHandedBack),
      pairOf(`${set}, regrouped`, true, spec, regrouped),
      pairOf(`${set}, one action more`, false, spec, drifted),
    ];
  });
}
