// Checks the parameters of a permission set and each place where a statement uses one. A value may only ever name one
// thing: it cannot become an action, a service, or part of a name that a wildcard continues.
import {
  bucketOf,
  bucketPlace,
  malformedIn,
  namesIn,
  type Parameter,
  type ParametricStatement,
  parametersAtMost,
  parametricTexts,
  withNames,
} from './parameter.js';
import { parsePattern } from './pattern.js';

interface Issue {
  /** A JSON pointer. */
  path: string;
  message: string;
}

/** Empty when all are correct. */
export function parameterIssues(statements: readonly ParametricStatement[], parameters: readonly Parameter[]): Issue[] {
  const issues = parameters.flatMap((each, index) => declarationIssues(each, index, { statements, parameters }));
  if (parameters.length > parametersAtMost)
    issues.push({ path: '/parameters', message: `has ${parameters.length}; at most ${parametersAtMost} are allowed` });
  const optional = new Set(parameters.filter(each => each.optional).map(each => each.name));
  statements.forEach((statement, index) => {
    issues.push(...placeIssues(statement, `/statements/${index}`, parameters));
    const used = parametricTexts(statement)
      .flatMap(namesIn)
      .filter(name => optional.has(name));
    if (statement.effect === 'Deny' && used.length > 0) {
      const message = `uses the optional parameter "${used[0]}": a Deny must not depend on whether it has a value`;
      issues.push({ path: `/statements/${index}`, message });
    }
  });
  return issues;
}

interface Whole {
  statements: readonly ParametricStatement[];
  parameters: readonly Parameter[];
}

function declarationIssues({ name, kind, pattern }: Parameter, index: number, { statements, parameters }: Whole) {
  const path = `/parameters/${index}`;
  const issues: Issue[] = [];
  const first = parameters.findIndex(each => each.name === name);
  if (first !== index) issues.push({ path: `${path}/name`, message: `"${name}" is already at /parameters/${first}` });
  if ((kind === undefined) === (pattern === undefined))
    issues.push({ path, message: 'must have either a kind or a pattern' });
  const parsed = pattern === undefined ? [] : parsePattern(pattern);
  if (typeof parsed === 'string') issues.push({ path: `${path}/pattern`, message: `"${pattern}" ${parsed}` });
  if (!statements.some(each => parametricTexts(each).flatMap(namesIn).includes(name)))
    issues.push({ path: `${path}/name`, message: `no statement uses "${name}" in its resources or conditions` });
  return issues;
}

function placeIssues(statement: ParametricStatement, path: string, parameters: readonly Parameter[]): Issue[] {
  const { actions, resources, conditions = {} } = statement;
  const bucket = bucketOf(statement);
  const issues: Issue[] = [];
  actions.forEach((action, at) => {
    if (/\$\{/.test(action))
      issues.push({ path: `${path}/actions/${at}`, message: `"${action}": a parameter cannot be part of an action` });
  });
  resources.forEach((resource, at) => {
    const fault = textFault(resource, parameters) ?? resourceFault(resource, parameters, bucket);
    if (fault) issues.push({ path: `${path}/resources/${at}`, message: `"${resource}" ${fault}` });
  });
  for (const [operator, keys] of Object.entries(conditions))
    for (const [key, values] of Object.entries(keys)) {
      const at = `${path}/conditions/${operator}`;
      if ([operator, key].some(each => malformedIn(each) ?? namesIn(each)[0]))
        issues.push({ path: at, message: `"${key}": a parameter cannot be part of an operator or a condition key` });
      if (bucket !== undefined && key.toLowerCase() === 'aws:resourceaccount')
        issues.push({ path: at, message: `"${key}" is added by the kit, since "${bucket}" names a bucket` });
      for (const value of [values].flat()) {
        const fault = textFault(value, parameters) ?? conditionFault(value, parameters);
        if (fault) issues.push({ path: at, message: `"${value}" ${fault}` });
      }
    }
  return issues;
}

function textFault(text: string, parameters: readonly Parameter[]): string | undefined {
  const malformed = malformedIn(text);
  if (malformed !== undefined) return `has "${malformed}": write \${parameter:Name}`;
  const names = namesIn(text);
  const undeclared = names.find(name => !parameters.some(each => each.name === name));
  if (undeclared !== undefined) return `uses the parameter "${undeclared}", which the set does not have`;
  const lists = names.filter(name => kindOf(name, parameters) === 'region-list');
  return lists.length > 1 ? 'uses more than one list of regions' : undefined;
}

/** The kind of a declared parameter; `pattern` when it has none. */
function kindOf(name: string, parameters: readonly Parameter[]): string {
  return parameters.find(each => each.name === name)?.kind ?? 'pattern';
}

/** Stands for a placeholder, so that its colon does not count. */
const token = (kind: string) => `⟦${kind}⟧`;

function resourceFault(text: string, parameters: readonly Parameter[], bucket: string | undefined) {
  if (bucket !== undefined && bucketPlace.exec(text)?.[1] !== bucket)
    return `is beside a resource of the bucket "${bucket}": give each bucket, and everything else, its own statement`;
  if (namesIn(text).length === 0) return undefined;
  const marked = withNames(text, name => token(kindOf(name, parameters)));
  if (marked === token('key-arn')) return undefined;
  const [start = '', partition = '', service = '', region = '', account = '', ...rest] = marked.split(':');
  const fixed = [start, partition, service].join('').replace('${partition}', '');
  if (start !== 'arn' || /[⟦${]/.test(fixed)) return 'has a parameter where an ARN names its partition or service';
  if (region.includes('⟦') && region !== token('region-list')) return 'needs a parameter of kind region-list there';
  if (account.includes('⟦') && account !== token('account-id')) return 'needs a parameter of kind account-id there';
  const isBucket = service === 's3' && region === '' && account === '';
  return isBucket ? s3Fault(rest.join(':')) : namedFault(rest.join(':'));
}

/** `bucket` or `bucket/key`. */
function s3Fault(text: string): string | undefined {
  const [bucket = '', ...keys] = text.split('/');
  const key = keys.join('/');
  if (bucket.includes('⟦') && bucket !== token('bucket'))
    return 'must have a parameter of kind bucket, and nothing else, as the name of the bucket';
  const left = key.startsWith(token('prefix')) ? key.slice(token('prefix').length) : key;
  return namedFault(left);
}

function namedFault(text: string): string | undefined {
  const kinds = [...text.matchAll(/⟦([^⟧]*)⟧/g)].map(match => match[1]!);
  const wrong = kinds.find(kind => kind !== 'pattern' && kind !== 'account-id');
  return wrong === undefined ? undefined : `cannot have a parameter of kind ${wrong} there`;
}

/** What must be the whole value, and what nothing may continue. */
function conditionFault(text: string, parameters: readonly Parameter[]): string | undefined {
  const marked = withNames(text, name => token(kindOf(name, parameters)));
  for (const kind of ['key-arn', 'region-list'])
    if (marked.includes(token(kind)) && marked !== token(kind))
      return `must have the parameter of kind ${kind} as its whole value`;
  return /⟦bucket⟧[^/]/.test(marked) ? 'continues the name of a bucket' : undefined;
}
