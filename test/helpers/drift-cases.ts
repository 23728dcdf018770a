// The case files of drift (test/drift/cases): their shapes, and the live policies that a case stands for.
import { readFileSync } from 'node:fs';
import type { PolicyDocument, Statement } from '../../api/core/policy/document/document.js';

export function casesIn<Cases>(file: string): Cases {
  return JSON.parse(readFileSync(new URL(`../drift/cases/${file}.json`, import.meta.url), 'utf8')) as Cases;
}

export interface TrustCases {
  brokerRoleArn: string;
  externalId: string;
  cases: { name: string; live: PolicyDocument; findings: string[] }[];
}

export interface PermissionCase {
  name: string;
  spec?: PolicyDocument;
  document?: Partial<PolicyDocument>;
  replace?: Record<string, Statement>;
  add?: Statement[];
  statements?: Statement[];
  missing?: true;
  others?: Record<string, unknown>;
  attached?: Record<string, unknown>;
  findings: string[];
}

/** The policies of a case's live role. */
export function liveOf(spec: PolicyDocument, each: PermissionCase) {
  const changed = spec.Statement.map((statement, at) => each.replace?.[at] ?? statement);
  const Statement = each.statements ?? [...changed, ...(each.add ?? [])];
  const permissions = { ...spec, ...each.document, Statement };
  return { ...(each.missing ? {} : { Permissions: permissions }), ...each.others };
}
