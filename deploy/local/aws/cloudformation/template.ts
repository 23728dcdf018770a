// Parses a CloudFormation template, JSON or YAML with short tags, and refuses invalid ones. Evaluates nothing.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import { validationError } from '../protocol/wire.js';

export interface ParameterSpec {
  Type: string;
  Default?: unknown;
  AllowedPattern?: string;
  AllowedValues?: unknown[];
  MinLength?: number | string;
  MaxLength?: number | string;
  NoEcho?: boolean | string;
  Description?: string;
  ConstraintDescription?: string;
}

export interface ResourceSpec {
  Type: string;
  Properties?: Record<string, unknown>;
  DependsOn?: string | string[];
  Condition?: string;
  DeletionPolicy?: string;
}

export interface RuleSpec {
  RuleCondition?: unknown;
  Assertions: { Assert: unknown; AssertDescription?: string }[];
}

export interface OutputSpec {
  Value: unknown;
  Description?: string;
  Condition?: string;
  Export?: { Name: unknown };
}

export interface Template {
  Description?: string;
  Metadata?: unknown;
  Parameters: Record<string, ParameterSpec>;
  Rules: Record<string, RuleSpec>;
  Conditions: Record<string, unknown>;
  Mappings: Record<string, Record<string, Record<string, unknown>>>;
  Resources: Record<string, ResourceSpec>;
  Outputs: Record<string, OutputSpec>;
}

const SECTIONS = [
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Parameters',
  'Rules',
  'Mappings',
  'Conditions',
  'Transform',
  'Resources',
  'Outputs',
];

const SHORT_TAGS = new Set(
  'Ref Condition Sub GetAtt Join If Equals And Or Not Select Split FindInMap Contains EachMemberIn Base64'.split(' '),
);

function formatError(message: string): Error {
  return validationError(`Template format error: ${message}`);
}

/** `!Sub x` → `{ "Fn::Sub": x }`; `!GetAtt A.Arn` → `{ "Fn::GetAtt": ["A", "Arn"] }`. */
function longForm(tag: string, value: unknown): unknown {
  const name = tag.slice(1);
  if (!SHORT_TAGS.has(name)) throw formatError(`unsupported tag ${tag}`);
  if (name === 'Ref' || name === 'Condition') return { [name]: value };
  if (name === 'GetAtt' && typeof value === 'string') {
    const dot = value.indexOf('.');
    return { 'Fn::GetAtt': [value.slice(0, dot), value.slice(dot + 1)] };
  }
  return { [`Fn::${name}`]: value };
}

function toPlain(node: unknown, resolve: (node: Node) => unknown): unknown {
  if (isAlias(node)) return toPlain(resolve(node), resolve);
  let value: unknown;
  if (isMap(node)) {
    value = Object.fromEntries(
      node.items.map(item => [String(toPlain(item.key, resolve)), toPlain(item.value, resolve)]),
    );
  } else if (isSeq(node)) value = node.items.map(item => toPlain(item, resolve));
  else value = isScalar(node) ? node.value : node;
  const tag = isMap(node) || isSeq(node) || isScalar(node) ? node.tag : undefined;
  return tag?.startsWith('!') && !tag.startsWith('!!') ? longForm(tag, value) : value;
}

function readText(text: string): unknown {
  if (text.trimStart().startsWith('{')) {
    try {
      return JSON.parse(text);
    } catch {
      throw formatError('JSON not well-formed.');
    }
  }
  const document = parseDocument(text, { logLevel: 'silent' });
  const problem = document.errors[0];
  if (problem) {
    const { line = 0, col = 0 } = problem.linePos?.[0] ?? {};
    throw formatError(`YAML not well-formed. (line ${line}, column ${col})`);
  }
  return toPlain(document.contents, node => (isAlias(node) ? node.resolve(document) : node));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function section<T>(template: Record<string, unknown>, name: string): Record<string, T> {
  const value = template[name] ?? {};
  if (!isObject(value)) throw formatError(`'${name}' must be an object`);
  for (const [id, entry] of Object.entries(value)) {
    if (!isObject(entry)) throw formatError(`Every ${name} member must be an object. [${id}]`);
  }
  return value as Record<string, T>;
}

export function parseTemplate(text: string): Template {
  const template = readText(text);
  if (!isObject(template)) throw formatError('unsupported structure.');
  const unknown = Object.keys(template).filter(key => !SECTIONS.includes(key));
  if (unknown.length > 0) throw validationError(`Invalid template property or properties [${unknown.join(', ')}]`);
  if (template.Transform !== undefined) throw validationError('Transforms are not available in this local AWS.');
  const parsed: Template = {
    ...(typeof template.Description === 'string' ? { Description: template.Description } : {}),
    ...(template.Metadata === undefined ? {} : { Metadata: template.Metadata }),
    Parameters: section(template, 'Parameters'),
    Rules: section(template, 'Rules'),
    Conditions: section(template, 'Conditions'),
    Mappings: section(template, 'Mappings'),
    Resources: section(template, 'Resources'),
    Outputs: section(template, 'Outputs'),
  };
  if (Object.keys(parsed.Resources).length === 0) {
    throw formatError('At least one Resources member must be defined.');
  }
  for (const [id, resource] of Object.entries(parsed.Resources)) {
    if (!/^[A-Za-z0-9]{1,255}$/.test(id)) throw formatError(`Resource name ${id} is non alphanumeric.`);
    if (typeof resource.Type !== 'string')
      throw formatError(`[/Resources/${id}] Every Resources object must contain a Type member.`);
  }
  for (const [id, parameter] of Object.entries(parsed.Parameters)) {
    if (typeof parameter.Type !== 'string')
      throw formatError(`Every Parameters object must contain a Type member. [${id}]`);
    if (parameter.AllowedValues !== undefined && !Array.isArray(parameter.AllowedValues))
      throw formatError(`AllowedValues of parameter ${id} must be a list.`);
  }
  return parsed;
}
