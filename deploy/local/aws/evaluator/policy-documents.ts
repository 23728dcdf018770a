// The checks that IAM makes when a policy is saved: only its grammar, not its meaning.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
import type { InPartition } from '../names.js';
import { AwsError } from '../protocol/wire.js';
import { isOperatorKnown } from './conditions.js';

type Kind = 'trust' | 'identity';

function malformed(message: string): AwsError {
  return new AwsError('MalformedPolicyDocument', message);
}

const STATEMENT_KEYS = new Set(
  'Sid Effect Principal NotPrincipal Action NotAction Resource NotResource Condition'.split(' '),
);

function isTextList(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.every(item => typeof item === 'string'));
}

function checkCondition(condition: unknown): void {
  if (condition === undefined) return;
  if (typeof condition !== 'object' || condition === null || Array.isArray(condition)) {
    throw malformed('Syntax errors in policy.');
  }
  for (const [operator, keys] of Object.entries(condition)) {
    if (!isOperatorKnown(operator)) throw malformed(`Invalid Condition type : ${operator}.`);
    if (typeof keys !== 'object' || keys === null || Array.isArray(keys)) throw malformed('Syntax errors in policy.');
    for (const [key, value] of Object.entries(keys)) {
      const values = Array.isArray(value) ? value : [value];
      const isPlain = values.every(item => ['string', 'number', 'boolean'].includes(typeof item));
      if (!key.includes(':') || !isPlain) throw malformed('Syntax errors in policy.');
    }
  }
}

function checkActions(statement: Record<string, unknown>, kind: Kind): void {
  const given = statement.Action ?? statement.NotAction;
  if ((statement.Action === undefined) === (statement.NotAction === undefined)) {
    throw malformed('Policy statement must contain actions.');
  }
  if (!isTextList(given)) throw malformed('Syntax errors in policy.');
  for (const action of Array.isArray(given) ? given : [given]) {
    if (action !== '*' && !/^[a-z0-9*?-]+:[A-Za-z0-9*?]+$/i.test(action)) {
      throw malformed(`Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.`);
    }
    if (kind === 'trust' && statement.Action !== undefined && !/^sts:/i.test(action)) {
      throw malformed('AssumeRole policy may only specify STS AssumeRole actions.');
    }
  }
}

function checkTarget(within: InPartition, statement: Record<string, unknown>, kind: Kind): void {
  const resource = statement.Resource ?? statement.NotResource;
  const principal = statement.Principal ?? statement.NotPrincipal;
  if (kind === 'trust') {
    if (resource !== undefined) throw malformed('Has prohibited field Resource');
    if (principal === undefined) throw malformed('Missing required field Principal');
    const isKinds = typeof principal === 'object' && principal !== null && Object.values(principal).every(isTextList);
    if (principal !== '*' && !isKinds) throw malformed('Invalid principal in policy.');
    return;
  }
  if (principal !== undefined) throw malformed('Policy document should not specify a principal.');
  if ((statement.Resource === undefined) === (statement.NotResource === undefined)) {
    throw malformed('Policy statement must contain resources.');
  }
  if (!isTextList(resource)) throw malformed('Syntax errors in policy.');
  for (const text of Array.isArray(resource) ? resource : [resource]) {
    if (text === '*' || text.startsWith('${')) continue;
    const [scheme = '', partition = ''] = String(text).split(':');
    if (scheme !== 'arn' && scheme !== '*') {
      throw malformed(`Resource ${text} must be in ARN format or "*".`);
    }
    if (![within.partition, '*', ''].includes(partition) && !/[*?$]/.test(partition)) {
      throw malformed(`Partition "${partition}" is not valid for resource "${text}".`);
    }
  }
}

/** Returns the statements, or throws MalformedPolicyDocument. */
export function checkDocument(within: InPartition, document: unknown, kind: Kind): Record<string, unknown>[] {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw malformed('Syntax errors in policy.');
  }
  const { Version, Statement, ...others } = document as Record<string, unknown>;
  if (Object.keys(others).some(key => key !== 'Id')) throw malformed('Syntax errors in policy.');
  if (Version !== undefined && Version !== '2012-10-17' && Version !== '2008-10-17') {
    throw malformed('The policy must contain a valid version string');
  }
  const statements = (Array.isArray(Statement) ? Statement : [Statement]) as Record<string, unknown>[];
  const sids = new Set<unknown>();
  for (const statement of statements) {
    if (typeof statement !== 'object' || statement === null) throw malformed('Syntax errors in policy.');
    if (Object.keys(statement).some(key => !STATEMENT_KEYS.has(key))) throw malformed('Syntax errors in policy.');
    if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny') throw malformed('Syntax errors in policy.');
    if (statement.Sid !== undefined && sids.has(statement.Sid)) {
      throw malformed('Statement IDs (SID) in a single policy must be unique.');
    }
    sids.add(statement.Sid);
    if (kind === 'identity' && !/^[0-9A-Za-z]*$/.test(String(statement.Sid ?? ''))) {
      throw malformed(
        'Statement IDs (SID) must be alpha-numeric. ' +
          'Check that your input satisfies the regular expression [0-9A-Za-z]*',
      );
    }
    checkActions(statement, kind);
    checkTarget(within, statement, kind);
    checkCondition(statement.Condition);
  }
  if (statements.length === 0) throw malformed('Syntax errors in policy.');
  return statements;
}

export function parseDocument(within: InPartition, text: string, kind: Kind): unknown {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw malformed('This policy contains invalid Json');
  }
  checkDocument(within, document, kind);
  return document;
}

/** IAM counts a policy without white space. */
export function policySize(document: unknown): number {
  return JSON.stringify(document).length;
}
