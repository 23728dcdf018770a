// Checked before a stack changes anything: parameter values, Rules, capabilities.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
import { type InPartition, partitionFacts } from '../names.js';
import { AwsError, validationError } from '../protocol/wire.js';
import { own } from '../state.js';
import { type Env, resolve } from './intrinsics.js';
import { RESOURCE_TYPES } from './resource-types.js';
import type { ParameterSpec, Template } from './template.js';

function patternOf(name: string, pattern: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`);
  } catch {
    throw validationError(`Template format error: AllowedPattern of parameter ${name} is not a valid pattern`);
  }
}

function valueProblem(name: string, spec: ParameterSpec, value: string): string | undefined {
  const explained = spec.ConstraintDescription;
  if (spec.AllowedValues && !spec.AllowedValues.map(String).includes(value)) {
    return explained
      ? `Parameter ${name} failed to satisfy constraint: ${explained}`
      : `Parameter '${name}' must be one of AllowedValues`;
  }
  if (spec.AllowedPattern !== undefined && !patternOf(name, spec.AllowedPattern).test(value)) {
    const must = explained ?? `must match pattern ${spec.AllowedPattern}`;
    return `Parameter ${name} failed to satisfy constraint: ${must}`;
  }
  if (spec.MinLength !== undefined && value.length < Number(spec.MinLength)) {
    return `Parameter '${name}' must contain at least ${spec.MinLength} characters`;
  }
  if (spec.MaxLength !== undefined && value.length > Number(spec.MaxLength)) {
    return `Parameter '${name}' must contain at most ${spec.MaxLength} characters`;
  }
  if (spec.Type === 'Number' && (value.trim() === '' || Number.isNaN(Number(value)))) {
    return `Parameter '${name}' must be a number`;
  }
  return undefined;
}

/** The given values, or the defaults, each checked against its constraints. */
export function settleParameters(template: Template, given: Readonly<Record<string, string>>): Record<string, string> {
  const unknown = Object.keys(given).filter(name => !Object.hasOwn(template.Parameters, name));
  if (unknown.length > 0) throw validationError(`Parameters: [${unknown.join(', ')}] do not exist in the template`);
  const settled: Record<string, string> = {};
  const missing: string[] = [];
  for (const [name, spec] of Object.entries(template.Parameters)) {
    const value = given[name] ?? (spec.Default === undefined ? undefined : String(spec.Default));
    if (value === undefined) missing.push(name);
    else settled[name] = value;
  }
  if (missing.length > 0) throw validationError(`Parameters: [${missing.join(', ')}] must have values`);
  for (const [name, spec] of Object.entries(template.Parameters)) {
    const problem = valueProblem(name, spec, settled[name] ?? '');
    if (problem) throw validationError(problem);
  }
  return settled;
}

export function noEchoNames(template: Template): string[] {
  return Object.keys(template.Parameters).filter(name => String(template.Parameters[name]?.NoEcho) === 'true');
}

export interface Place extends InPartition {
  accountId: string;
  region: string;
  stackId: string;
  stackName: string;
}

/** Parameters and pseudo parameters as `Ref` returns them. */
export function refValues(template: Template, settled: Readonly<Record<string, string>>, place: Place) {
  const values = new Map<string, string | string[]>(Object.entries(settled));
  for (const [name, spec] of Object.entries(template.Parameters)) {
    const isList = spec.Type === 'CommaDelimitedList' || spec.Type.startsWith('List<');
    if (isList)
      values.set(
        name,
        (settled[name] ?? '').split(',').map(item => item.trim()),
      );
  }
  values.set('AWS::AccountId', place.accountId);
  values.set('AWS::Region', place.region);
  values.set('AWS::StackId', place.stackId);
  values.set('AWS::StackName', place.stackName);
  values.set('AWS::Partition', place.partition);
  values.set('AWS::URLSuffix', partitionFacts[place.partition].urlSuffix);
  values.set('AWS::NotificationARNs', []);
  return values;
}

/**
 * Rules are checked before anything is created; the first failed assertion refuses the whole stack.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html
 */
export function checkRules(template: Template, env: Env): void {
  for (const [name, rule] of Object.entries(template.Rules)) {
    if (rule.RuleCondition !== undefined && resolve(rule.RuleCondition, env) !== true) continue;
    const isWhole = Array.isArray(rule.Assertions) && rule.Assertions.every(one => one?.Assert !== undefined);
    if (!isWhole) throw validationError(`Template format error: Rule ${name} must have Assertions with an Assert each`);
    for (const { Assert, AssertDescription } of rule.Assertions) {
      if (resolve(Assert, env) === true) continue;
      throw validationError(`Template error: Rule ${name} failed: ${AssertDescription ?? 'assertion is not true'}`);
    }
  }
}

export interface Needs {
  capabilities: string[];
  reason?: string;
}

/** The capabilities that the template needs: for IAM resources, and for those with custom names. */
export function neededCapabilities(template: Template): Needs {
  const resources = Object.values(template.Resources);
  const iam = resources.filter(resource => own(RESOURCE_TYPES, resource.Type) !== undefined);
  if (iam.length === 0) return { capabilities: [] };
  const isNamed = iam.some(resource => own(RESOURCE_TYPES, resource.Type)?.isNamed(resource.Properties ?? {}));
  const types = [...new Set(iam.map(resource => resource.Type))];
  return {
    capabilities: [isNamed ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM'],
    reason: `The following resource(s) require capabilities: [${types.join(', ')}]`,
  };
}

export function checkCapabilities(template: Template, given: readonly string[]): void {
  const missing = neededCapabilities(template).capabilities.filter(
    need => !given.includes(need) && !given.includes('CAPABILITY_NAMED_IAM'),
  );
  if (missing.length === 0) return;
  throw new AwsError('InsufficientCapabilitiesException', `Requires capabilities : [${missing.join(', ')}]`);
}

export function checkTypes(template: Template): void {
  const unknown = Object.values(template.Resources)
    .map(resource => resource.Type)
    .filter(type => own(RESOURCE_TYPES, type) === undefined);
  if (unknown.length === 0) return;
  throw validationError(`Template format error: Unrecognized resource types: [${[...new Set(unknown)].join(', ')}]`);
}
