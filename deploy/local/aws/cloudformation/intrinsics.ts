// CloudFormation's intrinsic functions: resolves a template value to plain data. Creates nothing.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
import { validationError } from '../protocol/wire.js';

export interface Env {
  /** Parameters and pseudo parameters. */
  values: ReadonlyMap<string, string | string[]>;
  conditions: Readonly<Record<string, unknown>>;
  mappings: Readonly<Record<string, Record<string, Record<string, unknown>>>>;
  /** Undefined if the template has no such resource, or its Condition excluded it. */
  ref(logicalId: string): string | undefined;
  getAtt(logicalId: string, attribute: string): string | undefined;
}

/** The result of `AWS::NoValue`: the property or list entry that holds it is removed. */
const NO_VALUE = Symbol('AWS::NoValue');

function templateError(message: string): Error {
  return validationError(`Template error: ${message}`);
}

function asList(value: unknown, name: string): unknown[] {
  if (!Array.isArray(value)) throw templateError(`every ${name} object requires a list of parameters.`);
  return value;
}

function refer(name: string, env: Env): unknown {
  if (name === 'AWS::NoValue') return NO_VALUE;
  const value = env.values.get(name) ?? env.ref(name);
  if (value === undefined) {
    throw validationError(
      `Template format error: Unresolved resource dependencies [${name}] in the Resources block of the template`,
    );
  }
  return value;
}

function attribute(logicalId: string, name: string, env: Env): string {
  const value = env.getAtt(logicalId, name);
  if (value === undefined) {
    throw templateError(`instance of Fn::GetAtt references undefined resource ${logicalId} or attribute ${name}`);
  }
  return value;
}

function substitute(argument: unknown, env: Env): string {
  const [text, own] = Array.isArray(argument) ? [argument[0], argument[1]] : [argument, undefined];
  if (typeof text !== 'string')
    throw templateError("One or more Fn::Sub intrinsic functions don't specify expected arguments.");
  const local = own === undefined ? {} : (resolve(own, env) as Record<string, unknown>);
  return text.replace(/\$\{([^}]*)\}/g, (_whole, inside: string) => {
    // ${!Literal} stands for the text ${Literal}.
    if (inside.startsWith('!')) return `\${${inside.slice(1)}}`;
    const name = inside.trim();
    if (Object.hasOwn(local, name)) return String(local[name]);
    const dot = name.indexOf('.');
    if (dot > 0) return attribute(name.slice(0, dot), name.slice(dot + 1), env);
    return String(refer(name, env));
  });
}

export function conditionIsTrue(name: string, env: Env): boolean {
  if (!Object.hasOwn(env.conditions, name)) throw templateError(`unresolved condition dependency ${name}`);
  return resolve(env.conditions[name], env) === true;
}

type Function = (argument: unknown, env: Env) => unknown;

const isTrue = (value: unknown) => value === true || value === 'true';

const FUNCTIONS: Readonly<Record<string, Function>> = {
  Ref: (argument, env) => refer(String(argument), env),
  Condition: (argument, env) => conditionIsTrue(String(argument), env),
  'Fn::Sub': substitute,
  'Fn::GetAtt': (argument, env) => {
    const [logicalId = '', ...rest] = Array.isArray(argument) ? argument.map(String) : String(argument).split('.');
    return attribute(logicalId, rest.join('.'), env);
  },
  'Fn::Join': (argument, env) => {
    const [separator, parts] = asList(argument, 'Fn::Join');
    return asList(resolve(parts, env), 'Fn::Join').join(String(separator));
  },
  'Fn::If': (argument, env) => {
    const [name, whenTrue, whenFalse] = asList(argument, 'Fn::If');
    return resolveRaw(conditionIsTrue(String(name), env) ? whenTrue : whenFalse, env);
  },
  'Fn::Equals': (argument, env) => {
    const [left, right] = asList(argument, 'Fn::Equals').map(item => resolve(item, env));
    return JSON.stringify(left) === JSON.stringify(right) || String(left) === String(right);
  },
  'Fn::And': (argument, env) => asList(argument, 'Fn::And').every(item => isTrue(resolve(item, env))),
  'Fn::Or': (argument, env) => asList(argument, 'Fn::Or').some(item => isTrue(resolve(item, env))),
  'Fn::Not': (argument, env) => !isTrue(resolve(asList(argument, 'Fn::Not')[0], env)),
  'Fn::Select': (argument, env) => {
    const [index, list] = asList(argument, 'Fn::Select').map(item => resolve(item, env));
    const chosen = asList(list, 'Fn::Select')[Number(index)];
    if (chosen === undefined)
      throw templateError('Fn::Select cannot select nonexistent value at index ' + String(index));
    return chosen;
  },
  'Fn::Split': (argument, env) => {
    const [separator, text] = asList(argument, 'Fn::Split').map(item => resolve(item, env));
    return String(text).split(String(separator));
  },
  'Fn::FindInMap': (argument, env) => {
    const [map, top, second] = asList(argument, 'Fn::FindInMap').map(item => String(resolve(item, env)));
    const found = env.mappings[map ?? '']?.[top ?? '']?.[second ?? ''];
    if (found === undefined) throw templateError(`Unable to get mapping for ${map}::${top}::${second}`);
    return found;
  },
  'Fn::Base64': (argument, env) => Buffer.from(String(resolve(argument, env))).toString('base64'),
  'Fn::Contains': (argument, env) => {
    const [list, wanted] = asList(argument, 'Fn::Contains').map(item => resolve(item, env));
    return asList(list, 'Fn::Contains').map(String).includes(String(wanted));
  },
  'Fn::EachMemberIn': (argument, env) => {
    const [list, allowed] = asList(argument, 'Fn::EachMemberIn').map(item =>
      asList(resolve(item, env), 'Fn::EachMemberIn').map(String),
    );
    return (list ?? []).every(item => allowed?.includes(item));
  },
};

function resolveRaw(value: unknown, env: Env): unknown {
  if (Array.isArray(value)) return value.map(item => resolveRaw(item, env)).filter(item => item !== NO_VALUE);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [name, argument] = entries[0] ?? [];
  // The Condition element of a policy is an object, CloudFormation's is a name.
  const isOurs = name !== 'Condition' || typeof argument === 'string';
  if (entries.length === 1 && name !== undefined && isOurs && Object.hasOwn(FUNCTIONS, name)) {
    return FUNCTIONS[name]?.(argument, env);
  }
  if (entries.length === 1 && name?.startsWith('Fn::'))
    throw templateError(`${name} is not available in this local AWS.`);
  const resolved = entries.map(([key, inner]) => [key, resolveRaw(inner, env)] as const);
  return Object.fromEntries(resolved.filter(([, inner]) => inner !== NO_VALUE));
}

export function resolve(value: unknown, env: Env): unknown {
  const resolved = resolveRaw(value, env);
  return resolved === NO_VALUE ? undefined : resolved;
}

/** Every name that a value refers to: parameters, pseudo parameters and resources. */
export function references(value: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const item of value) references(item, found);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return found;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'Ref') found.add(String(inner));
    else if (key === 'Fn::GetAtt') found.add(String(Array.isArray(inner) ? inner[0] : String(inner).split('.')[0]));
    else if (key === 'Fn::Sub') {
      const [text, own] = Array.isArray(inner) ? [String(inner[0]), inner[1] as object] : [String(inner), {}];
      for (const [, name = ''] of text.matchAll(/\$\{([^}!][^}]*)\}/g)) {
        const head = name.trim().split('.')[0] ?? '';
        if (!Object.hasOwn(own, name.trim())) found.add(head);
      }
      references(own, found);
    } else references(inner, found);
  }
  return found;
}
