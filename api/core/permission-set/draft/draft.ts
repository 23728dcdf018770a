// A draft permission set from policy documents or a CloudFormation template: everything that can be taken, with the
// reasons left to write. The linter refuses a draft until they are written.
import { dangerOf } from '../../policy/catalogue/actions.js';
import { hasRepeatedMembers } from '../../policy/document/repeated-members.js';
import { managedGrantOf } from '../managed-grant.js';
import type { ManagedPolicyGrant, PermissionSet, PermissionStatement } from '../permission-set.js';
import { effectOf } from '../permission-set.js';
import { policyOfStatements } from '../policy-of.js';
import { unwritten } from '../risk/unwritten.js';
import { resolved, type Scope } from './intrinsics.js';
import { below, type ImportNotes, isObject, type Source, type SourcePolicy, statementsAtMost } from './notes.js';
import { draftStatement, type Reading } from './statement.js';
import { scopeOf, templateSource } from './template.js';

export interface Draft {
  /** Absent: nothing could be taken. */
  set?: PermissionSet;
  notes: ImportNotes;
}

/** `name`: becomes the id. `json`: the parsed file. */
export function draftOf(json: unknown, name: string): Draft {
  const notes: ImportNotes = { refused: [], hints: [] };
  const isTemplate = isObject(json) && isObject(json.Resources);
  const source = isTemplate ? templateSource(json, notes) : documentSource(json, notes);
  const scope: Scope = isTemplate ? scopeOf(json) : { parameters: new Set() };
  const reading: Reading = { scope, notes, sids: new Set() };
  const statements = source.policies.flatMap(each => statementsOf(each, reading));
  if (statements.length > statementsAtMost) {
    const message = `has ${statements.length} statements: at most ${statementsAtMost} can be imported`;
    notes.refused.push({ place: '', message });
    return { notes };
  }
  const managedPolicies = managedOf(source, statements, notes);
  if (statements.length === 0 && managedPolicies.length === 0) return { notes };
  const set: PermissionSet = {
    id: idOf(name),
    version: '1.0.0',
    access: accessOf(statements, managedPolicies),
    title: unwritten('what is this access for, in a few words?'),
    summary: unwritten('what does it do, in one or two sentences?'),
    ...(managedPolicies.length > 0 && { managedPolicies }),
    statements,
  };
  if (statements.length > 0) return { set, notes };
  const { statements: _, ...rest } = set;
  return { set: rest as PermissionSet, notes };
}

/** A document, a list of them, or the answer of an AWS command that has one. */
function documentSource(json: unknown, notes: ImportNotes): Source {
  const policies: SourcePolicy[] = [];
  const add = (value: unknown, place: string, depth = 0): void => {
    if (Array.isArray(value) && depth === 0)
      for (const [index, each] of value.entries()) add(each, below(place, index), 1);
    else if (isObject(value) && value.Statement !== undefined) policies.push({ place, document: value });
    else {
      const inner = ['PolicyVersion', 'PolicyDocument', 'Document'].find(each => isObject(value) && value[each]);
      if (inner && depth < 4) add((value as Record<string, unknown>)[inner], below(place, inner), depth + 1);
      else notes.refused.push({ place, message: whatElse(value) });
    }
  };
  add(json, '');
  return { policies, managed: [] };
}

function whatElse(value: unknown): string {
  if (isObject(value) && (value.statements !== undefined || value.managedPolicies !== undefined))
    return 'is a permission set already: use "permissions lint"';
  return 'is neither a policy document (with Statement) nor a CloudFormation template (with Resources)';
}

function statementsOf({ place, document }: SourcePolicy, reading: Reading): PermissionStatement[] {
  const { notes, scope } = reading;
  const refuse = (message: string) => {
    notes.refused.push({ place, message });
    return [];
  };
  let policy = document;
  const isText = typeof policy === 'string' || (isObject(policy) && (policy['Fn::Sub'] ?? policy['Fn::Join']));
  if (isText) {
    const found = resolved(policy, scope);
    if ('why' in found) return refuse(found.why);
    const parsed = jsonOf(found.text);
    if ('why' in parsed) return refuse(parsed.why);
    policy = parsed.json;
  }
  if (!isObject(policy) || policy.Statement === undefined) return refuse('is not a policy document with Statement');
  const isList = Array.isArray(policy.Statement);
  const list = (isList ? policy.Statement : [policy.Statement]) as unknown[];
  const at = below(place, 'Statement');
  return list.flatMap((each, index) => draftStatement(each, isList ? below(at, index) : at, reading) ?? []);
}

/** Parsed JSON, or why the text is none. */
export function jsonOf(text: string): { json: unknown } | { why: string } {
  try {
    const json: unknown = JSON.parse(text);
    return hasRepeatedMembers(text, json) ? { why: 'repeats a member of an object' } : { json };
  } catch (error) {
    return { why: `is not JSON: ${(error as Error).message}` };
  }
}

function managedOf({ managed }: Source, statements: PermissionStatement[], { refused }: ImportNotes) {
  const denying = policyOfStatements(statements.filter(each => effectOf(each) === 'Deny')).Statement;
  const found = new Map<string, ManagedPolicyGrant>();
  for (const { place, arn: given } of managed) {
    const arn = given.replace(/^arn:[^:]+:/, 'arn:${partition}:');
    if (!arn.startsWith('arn:${partition}:iam::aws:policy/')) {
      refused.push({ place, message: `"${given}" is a policy of an account: import its document` });
      continue;
    }
    const grant = managedGrantOf(arn, denying);
    const isMore = grant && [...grant.escalations, ...grant.writes, ...grant.unknown].length > 0;
    found.set(arn, {
      arn,
      why: unwritten('why do you need this policy?'),
      without: unwritten('what stops working without it?'),
      ...(isMore && { excessReason: unwritten('what do the actions that only read by name show?') }),
    });
  }
  return [...found.values()];
}

/** The least access that holds the actions. */
function accessOf(statements: PermissionStatement[], managed: ManagedPolicyGrant[]): PermissionSet['access'] {
  const dangers = new Set(
    statements.filter(each => effectOf(each) === 'Allow').flatMap(each => each.actions.map(dangerOf)),
  );
  if (dangers.has('write') || statements.some(each => each.riskReason)) return 'write';
  return dangers.has('data-read') || managed.length > 0 ? 'read' : 'metadata';
}

function idOf(name: string): string {
  const id = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 63);
  return id.length < 2 ? 'imported' : id;
}
