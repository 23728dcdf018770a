// Turns the text of a CloudFormation template into one without intrinsic functions, where its value is the same for
// every customer. What only a stack knows stays out.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
import { isObject } from './notes.js';

/** `parameters`: the names of the template's parameters. */
export interface Scope {
  parameters: ReadonlySet<string>;
}

/** A text, or why there is none. */
export type Resolved = { text: string; values: string[] } | { why: string };

const depthAtMost = 20;
const pseudo: Record<string, string> = {
  'AWS::Partition': '${partition}',
  'AWS::AccountId': '*',
  'AWS::Region': '*',
  'AWS::URLSuffix': 'amazonaws.com',
};

/** A value of the customer becomes a parameter of the set, `${parameter:Name}`; `values` names them. */
export function resolved(value: unknown, scope: Scope, depth = 0): Resolved {
  if (depth > depthAtMost) return { why: 'is nested too deeply' };
  if (typeof value === 'string') return { text: value, values: [] };
  if (typeof value === 'number' || typeof value === 'boolean') return { text: String(value), values: [] };
  if (!isObject(value)) return { why: 'must be a text' };
  const [[name, given] = ['', undefined], ...others] = Object.entries(value);
  if (others.length > 0 || name === '') return { why: 'must be a text' };
  if (name === 'Ref') return typeof given === 'string' ? named(given, scope) : { why: 'has no valid Ref' };
  if (name === 'Fn::Sub') return substituted(given, scope, depth);
  if (name === 'Fn::Join') return joined(given, scope, depth);
  if (name === 'Fn::GetAtt')
    return { why: 'names another resource of the template, which a permission set cannot know' };
  if (name === 'Fn::If') return { why: 'depends on a condition of the template: import each of its variants' };
  return { why: `uses ${name}, which only a stack can resolve: write the text` };
}

function named(name: string, { parameters }: Scope): Resolved {
  if (Object.hasOwn(pseudo, name)) return { text: pseudo[name]!, values: name === 'AWS::Partition' ? [] : [name] };
  if (parameters.has(name)) return { text: `\${parameter:${parameterName(name)}}`, values: [name] };
  return name.startsWith('AWS::')
    ? { why: `uses ${name}, which only a stack knows` }
    : { why: `names the resource ${name} of the template, which a permission set cannot know` };
}

/** A capital, then letters and digits. */
export function parameterName(name: string): string {
  const plain =
    name
      .replace(/[^A-Za-z0-9]/g, '')
      .replace(/^\d+/, '')
      .slice(0, 32) || 'Value';
  return plain[0]!.toUpperCase() + plain.slice(1);
}

function joined(given: unknown, scope: Scope, depth: number): Resolved {
  const [separator, parts] = Array.isArray(given) ? given : [];
  if (typeof separator !== 'string' || !Array.isArray(parts)) return { why: 'has no valid Fn::Join' };
  return together(
    parts.map(each => resolved(each, scope, depth + 1)),
    separator,
  );
}

function substituted(given: unknown, scope: Scope, depth: number): Resolved {
  const [text, own] = Array.isArray(given) ? given : [given, {}];
  if (typeof text !== 'string' || !isObject(own)) return { why: 'has no valid Fn::Sub' };
  const parts = text.split(/(\$\{[^}]*\})/).map((part): Resolved => {
    const name = /^\$\{([^}]*)\}$/.exec(part)?.[1]?.trim();
    if (name === undefined) return { text: part, values: [] };
    // `${!Literal}` is `${Literal}`: a variable of IAM, not of the template.
    if (name.startsWith('!')) return { text: `\${${name.slice(1)}}`, values: [] };
    return Object.hasOwn(own, name) ? resolved(own[name], scope, depth + 1) : named(name, scope);
  });
  return together(parts, '');
}

function together(parts: Resolved[], separator: string): Resolved {
  const texts: string[] = [];
  const values: string[] = [];
  for (const part of parts) {
    if ('why' in part) return part;
    texts.push(part.text);
    values.push(...part.values);
  }
  return { text: texts.join(separator), values };
}
