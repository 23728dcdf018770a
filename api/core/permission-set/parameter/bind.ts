// Puts the values of a connection into the statements of its permission set. The result is literal: it has no
// placeholder. A statement whose parameters have no value yet is left out. Pure.
import type { Partition } from '../../iam/arn.js';
import {
  bucketOf,
  namesIn,
  type Parameter,
  type ParameterValues,
  type ParametricStatement,
  parametricTexts,
  withNames,
} from './parameter.js';
import { regionsOf } from './value-fault.js';

export interface BindContext {
  parameters: readonly Parameter[];
  values: ParameterValues;
  partition: Partition;
  /** The announced account. */
  accountId: string;
}

/** Statements without placeholders are returned as they are. */
export function boundStatements<Statement extends ParametricStatement>(
  statements: readonly Statement[],
  context: BindContext,
): Statement[] {
  return statements.flatMap(statement => {
    const texts = parametricTexts(statement);
    if (!texts.some(each => each.includes('${p'))) return [statement];
    const isOpen = texts.flatMap(namesIn).some(name => !Object.hasOwn(context.values, name));
    return isOpen ? [] : [boundStatement(statement, context)];
  });
}

function boundStatement<Statement extends ParametricStatement>(statement: Statement, context: BindContext): Statement {
  const resources = statement.resources.flatMap(each => boundTexts(each, context));
  const conditions = statement.conditions && boundConditions(statement.conditions, context);
  const bucket = bucketOf(statement);
  if (bucket === undefined) return { ...statement, resources, ...(conditions && { conditions }) };
  // S3 ARNs have no account. Without this, the role could read a bucket of that name that someone else creates later.
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html (aws:ResourceAccount)
  const owner = context.values[bucket]!.ownerAccountId ?? context.accountId;
  const StringEquals = { ...conditions?.StringEquals, 'aws:ResourceAccount': owner };
  return { ...statement, resources, conditions: { ...conditions, StringEquals } };
}

type Conditions = NonNullable<ParametricStatement['conditions']>;

function boundConditions(conditions: Conditions, context: BindContext): Conditions {
  const boundValue = (value: string | string[]) => {
    const texts = [value].flat().flatMap(each => boundTexts(each, context));
    return typeof value === 'string' && texts.length === 1 ? texts[0]! : texts;
  };
  const boundKeys = (keys: Conditions[string]) =>
    Object.fromEntries(Object.entries(keys).map(([key, value]) => [key, boundValue(value)]));
  return Object.fromEntries(Object.entries(conditions).map(([operator, keys]) => [operator, boundKeys(keys)]));
}

/** One text, or one for each region of a list; the linter allows one list in a text. */
function boundTexts(text: string, { parameters, values, partition }: BindContext): string[] {
  const list = namesIn(text).find(name => parameters.find(each => each.name === name)?.kind === 'region-list');
  const regions = list === undefined ? [''] : regionsOf(values[list]!.value);
  return regions.map(region =>
    withNames(text.replaceAll('${partition}', partition), name => (name === list ? region : values[name]!.value)),
  );
}
