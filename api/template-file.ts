// Parses the text of an imported file: JSON, or YAML with the short tags of CloudFormation (`!Sub x`). Bounded in size,
// depth and in what aliases expand to. Evaluates nothing.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import { jsonOf } from './core/permission-set/draft/draft.js';

/** As long as CloudFormation accepts a template: 1 MB. */
export const fileCharactersAtMost = 1_000_000;
const depthAtMost = 100;
const valuesAtMost = 200_000;

/** The parsed value, or why there is none. */
export function parsedFile(text: string): { json: unknown } | { why: string } {
  if (text.length > fileCharactersAtMost) return { why: `is longer than ${fileCharactersAtMost} characters` };
  const content = text.replace(/^\uFEFF/, '');
  if (content.trim() === '') return { why: 'is empty' };
  if (isTooDeep(content)) return { why: `is nested deeper than ${depthAtMost} levels` };
  return /^\s*[[{]/.test(content) ? jsonOf(content) : yamlOf(content);
}

/** Brackets only: YAML's other nesting needs a longer line per level, which the size of the file bounds. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isInText && character === '\\') at += 1;
    else if (character === '"') isInText = !isInText;
    else if (!isInText && (character === '{' || character === '[')) depth += 1;
    else if (!isInText && (character === '}' || character === ']')) depth -= 1;
    if (depth > depthAtMost) return true;
  }
  return false;
}

function yamlOf(text: string): { json: unknown } | { why: string } {
  try {
    const document = parseDocument(text, { logLevel: 'silent' });
    const [error] = document.errors;
    if (error) return { why: `is neither JSON nor YAML: ${error.message.split('\n')[0]}` };
    const count = { left: valuesAtMost };
    return { json: plain(document.contents, node => (isAlias(node) ? node.resolve(document) : node), count, 0) };
  } catch (error) {
    return { why: `cannot be read as YAML: ${(error as Error).message.split('\n')[0]}` };
  }
}

function plain(node: unknown, target: (node: Node) => unknown, count: { left: number }, depth: number): unknown {
  count.left -= 1;
  if (count.left < 0) throw new Error('it has too many values');
  if (depth > depthAtMost) throw new Error('it is nested too deeply');
  const inner = (each: unknown) => plain(each, target, count, depth + 1);
  if (isAlias(node)) return inner(target(node));
  const value = isMap(node)
    ? Object.fromEntries(node.items.map(item => [String(inner(item.key)), inner(item.value)]))
    : isSeq(node)
      ? node.items.map(inner)
      : isScalar(node)
        ? node.value
        : (node ?? null);
  const tag = isMap(node) || isSeq(node) || isScalar(node) ? node.tag : undefined;
  return tag?.startsWith('!') ? longForm(tag.slice(1), value) : value;
}

/** `!Sub x` is `{ "Fn::Sub": x }`; `!GetAtt A.Arn` is `{ "Fn::GetAtt": ["A", "Arn"] }`. */
function longForm(name: string, value: unknown): unknown {
  if (name === 'Ref' || name === 'Condition') return { [name]: value };
  return { [`Fn::${name}`]: value };
}
