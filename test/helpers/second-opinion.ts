// The local AWS's own evaluator, written independently of the kit's, applied to requests and policy documents.
import type { FindingWitness } from '../../api/core/finding/findings.js';
import type { Request } from '../../api/core/policy/evaluate.js';
import { decide, type NamedPolicy } from '../../deploy/local/aws/evaluator/decide.js';
import type { Principal } from '../../deploy/local/aws/evaluator/principals.js';

export interface Documents {
  identity?: unknown[] | undefined;
  boundary?: unknown[] | undefined;
  session?: unknown[] | undefined;
  trust?: unknown;
}

type EvaluatorRequest = Pick<FindingWitness, 'principal' | 'action' | 'resource' | 'context'>;

const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/** Whether the documents allow the request. With a trust policy alone the caller's own side allows everything. */
export function isAllowedByLocalAws(documents: Documents, request: EvaluatorRequest): boolean {
  const context = new Map(Object.entries(request.context).map(([key, values]) => [key.toLowerCase(), values]));
  const principal = principalOf(request.principal, context.get('aws:principalarn')?.[0]);
  if (principal.accountId) {
    if (!context.has('aws:principalarn')) context.set('aws:principalarn', [principal.uniqueId]);
    if (!context.has('aws:principalaccount')) context.set('aws:principalaccount', [principal.accountId]);
  }
  const { identity, boundary, session, trust } = documents;
  const policies = {
    identity: named(identity ?? (trust ? [everything] : [])),
    ...(boundary && { boundary: named(boundary) }),
    ...(session && { session: named(session) }),
    ...(trust !== undefined && { resource: { policy: named([trust])[0]!, accountId: 'another' } }),
  };
  return decide(policies, { principal, action: request.action, resource: request.resource, context }).isAllowed;
}

/** The engine's request in the form of this evaluator. */
export function evaluatorRequestOf({ caller, action, resource, context }: Request): EvaluatorRequest {
  const plain = Object.fromEntries(Object.entries(context).map(([key, values]) => [key, [...values]]));
  const principal = caller.type === 'AWS' ? (caller.sessionArn ?? caller.arn) : `${caller.type}:${caller.name}`;
  return { principal, action, resource, context: plain };
}

/**
 * The evaluator's trust policies contain unique ids; here the ARN replaces the id, so that documents can be used as
 * they are shown. `roleArn`: the role of a session; without it, the one without a path.
 */
function principalOf(arn: string, roleArn?: string): Principal {
  if (/^(Service|Federated|CanonicalUser):/.test(arn))
    return { accountId: '', arn: '', uniqueId: '', isSession: false, named: arn };
  const role = arn.replace(/:sts::(\d+):assumed-role\/([^/]+)\/.*$/, ':iam::$1:role/$2');
  const uniqueId = role === arn ? arn : (roleArn ?? role);
  return { accountId: arn.split(':')[4] ?? '', arn, uniqueId, isSession: /:role\//.test(uniqueId) };
}

/** As the evaluator stores them: an account number among principals as its root, Effect in its one spelling. */
function named(documents: readonly unknown[]): NamedPolicy[] {
  return documents.map((document, at) => {
    const { Statement, ...rest } = document as { Statement: object | object[] };
    return { name: `${at}`, document: { ...rest, Statement: [Statement].flat().map(kept) } };
  });
}

function kept(statement: object): object {
  return Object.fromEntries(
    Object.entries(statement).map(([name, value]) => {
      if (name === 'Effect') return [name, /^deny$/i.test(value) ? 'Deny' : 'Allow'];
      return [name, /Principal$/.test(name) ? asRoot(value) : value];
    }),
  );
}

function asRoot(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replace(/"(\d{12})"/g, '"arn:aws:iam::$1:root"'));
}
