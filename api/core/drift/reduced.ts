// The sides of a comparison without what cannot matter. A managed policy of AWS has thousands of patterns: the policy
// engine could not decide a role with one, although only a few of them differ. Exact; pure.
import type { LiveRole } from '../iam/live-role.js';
import { normalPolicy, type PolicyDocument } from '../policy/document/document.js';
import { type RawPair, withoutCommon } from '../policy/document/raw-groups.js';
import type { NamedPolicy } from '../policy/evaluate.js';
import { announcedDocuments, announcedPolicies } from '../role/announced.js';
import { permissionsPolicyName, type RoleSpec } from '../role/role-spec.js';
import type { ExtraPolicy, LivePolicies } from './live-policies.js';

interface Sides {
  wanted: NamedPolicy[];
  known: NamedPolicy[];
  extras: ExtraPolicy[];
}

const nothing: PolicyDocument = { Version: '2012-10-17', Statement: [] };

/** The same sides, shorter where every text was read. Without attached policies they are short enough. */
export function reducedSides(spec: RoleSpec, live: LiveRole, found: LivePolicies, wanted: NamedPolicy[]): Sides {
  const { known, extras } = found;
  const names = [...new Set([...wanted, ...known, ...extras].map(each => each.name))];
  const pairs = hasAttached(spec) ? names.map(name => pairOf(name, spec, live, known)) : [];
  const complete = pairs.filter(each => each !== undefined);
  const small = complete.length === pairs.length && pairs.length > 0 ? withoutCommon(complete) : undefined;
  if (!small) return { wanted, known, extras };
  const reduced = new Map(small === 'same' ? [] : small.map((pair, at) => [names[at]!, pair]));
  const own = (name: string) => normalPolicy(reduced.get(name)?.document ?? nothing);
  const theirs = (name: string) => normalPolicy(documentOf(reduced.get(name)?.text) ?? nothing);
  return {
    wanted: wanted.map(({ name }) => ({ name, policy: own(name) })),
    known: known.map(({ name }) => ({ name, policy: theirs(name) })),
    extras: extras.map(each => ({ ...each, policy: theirs(each.name) })),
  };
}

const hasAttached = ({ managedPolicies, stackPolicies }: RoleSpec) => Boolean(managedPolicies ?? stackPolicies);

/** Two role specs without what they share, whatever policy it is in. */
export function reducedSpecs(before: RoleSpec, after: RoleSpec): [NamedPolicy[], NamedPolicy[]] {
  const pair = { document: inOne(before), text: JSON.stringify(inOne(after)) };
  const small = hasAttached(before) || hasAttached(after) ? withoutCommon([pair]) : undefined;
  if (!small) return [announcedPolicies(before), announcedPolicies(after)];
  const [left] = small === 'same' ? [] : small;
  const named = (document = nothing) => [{ name: permissionsPolicyName, policy: normalPolicy(document) }];
  return [named(left?.document), named(documentOf(left?.text))];
}

/** Every statement of a role spec, without Sids, which are unique only within a policy. */
function inOne(spec: RoleSpec): PolicyDocument {
  const statements = announcedDocuments(spec).flatMap(each => each.document.Statement);
  return { ...nothing, Statement: statements.map(({ Sid: _, ...statement }) => statement) };
}

/** What the spec and the live role have under this name. Undefined: a text was not read or not understood. */
function pairOf(name: string, spec: RoleSpec, live: LiveRole, known: readonly NamedPolicy[]): RawPair | undefined {
  const document = announcedDocuments(spec).find(each => each.name === name)?.document;
  if (document && !known.some(each => each.name === name)) return { document, text: JSON.stringify(nothing) };
  const text = textOf(name, live);
  const parsed = text === undefined ? undefined : documentOf(text);
  if (text === undefined || !parsed) return undefined;
  return { document: document ?? { Version: parsed.Version, Statement: [] }, text };
}

function textOf(name: string, { inline, attached, policies }: LiveRole): string | undefined {
  const isAttached = attached.kind === 'read' && attached.value.some(each => each.arn === name);
  if (isAttached) {
    const current = policies[name]?.current;
    return current?.kind === 'read' ? current.value.document : undefined;
  }
  const document = inline.kind === 'read' ? inline.value.find(each => each.name === name)?.document : undefined;
  return document?.kind === 'read' ? document.value : undefined;
}

function documentOf(text: string | undefined): PolicyDocument | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as PolicyDocument);
  } catch {
    return undefined;
  }
}
