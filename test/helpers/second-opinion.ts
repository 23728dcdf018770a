// The local AWS's own evaluator, written apart from the kit's, asked about requests and policy documents.
import type { FindingWitness } from '../../api/core/findings.js';
import { decide, type NamedPolicy } from '../../deploy/local/aws/decide.js';
import type { Principal } from '../../deploy/local/aws/principals.js';

export interface Documents {
  identity?: unknown[];
  boundary?: unknown[];
  trust?: unknown;
}

type Asked = Pick<FindingWitness, 'principal' | 'action' | 'resource' | 'context'>;

const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/** Whether the documents allow the request. For a trust policy the caller's own side allows everything. */
export function isAllowedByLocalAws(documents: Documents, asked: Asked): boolean {
  const principal = principalOf(asked.principal);
  const context = new Map(Object.entries(asked.context).map(([key, values]) => [key.toLowerCase(), values]));
  if (principal.accountId) {
    if (!context.has('aws:principalarn')) context.set('aws:principalarn', [principal.arn]);
    if (!context.has('aws:principalaccount')) context.set('aws:principalaccount', [principal.accountId]);
  }
  const policies = {
    identity: named(documents.trust ? [everything] : (documents.identity ?? [])),
    ...(documents.boundary && { boundary: named(documents.boundary) }),
    ...(documents.trust !== undefined && { resource: { policy: named([documents.trust])[0]!, accountId: 'another' } }),
  };
  return decide(policies, { principal, action: asked.action, resource: asked.resource, context }).isAllowed;
}

/** Its trust policies are kept by unique id; here the ARN stands for that, so that documents can be asked as they are shown. */
function principalOf(arn: string): Principal {
  return { accountId: arn.split(':')[4] ?? '', arn, uniqueId: arn, isSession: /:role\//.test(arn) };
}

/** As it keeps them: an account number as its root. */
function named(documents: readonly unknown[]): NamedPolicy[] {
  const text = JSON.stringify(documents).replace(/"(\d{12})"/g, '"arn:aws:iam::$1:root"');
  return (JSON.parse(text) as unknown[]).map((document, at) => ({ name: `${at}`, document }));
}
