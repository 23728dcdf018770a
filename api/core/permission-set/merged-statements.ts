// Merges the statements of a policy that differ only in their actions, or only in their resources. Keeps the meaning.
import type { OneOrMany, Statement } from '../policy/document/document.js';
import { matches, type Pattern, patternOf } from '../policy/document/wildcard.js';
import { canonicalJson } from '../values/canonical.js';

export function isDeny({ Effect }: Pick<Statement, 'Effect'>): boolean {
  return Effect === 'Deny';
}

export function listOf(values: OneOrMany | undefined): string[] {
  return values === undefined ? [] : [values].flat();
}

/** Without Sids, every Deny last. For statements that have both elements. */
export function mergedStatements(statements: readonly Statement[]): Statement[] {
  const byActions = merged(statements, 'Action').map(each => ({ ...each, Action: needed(listOf(each.Action)) }));
  const all = merged(byActions, 'Resource');
  return [...all.filter(each => !isDeny(each)), ...all.filter(isDeny)];
}

/** One statement with the lists of all that are equal in everything else. */
function merged(statements: readonly Statement[], part: 'Action' | 'Resource'): Statement[] {
  const found = new Map<string, Statement>();
  for (const { Sid: _, ...statement } of statements) {
    const other = part === 'Action' ? 'Resource' : 'Action';
    const key = canonicalJson({ ...statement, [part]: undefined, [other]: listOf(statement[other]).sort() });
    const before = found.get(key);
    const list = [...new Set([...listOf(before?.[part]), ...listOf(statement[part])])];
    found.set(key, { ...(before ?? statement), [part]: list });
  }
  return [...found.values()];
}

/** Without actions that a pattern of the same list covers. */
function needed(actions: readonly string[]): string[] {
  const isCovered = coveredBy(actions.filter(each => /[*?]/.test(each)));
  return actions.filter(action => /[*?]/.test(action) || !isCovered(action));
}

/** Whether one of the patterns matches an action. A pattern is tried only on actions of its own service. */
export function coveredBy(patterns: readonly string[]): (action: string) => boolean {
  const named = new Set<string>();
  const byService = new Map<string, Pattern[]>();
  for (const each of patterns) {
    const text = each.toLowerCase();
    if (!/[*?]/.test(text)) named.add(text);
    else {
      const service = /[*?]/.test(serviceIn(text)) ? '' : serviceIn(text);
      const pattern = patternOf(text, { kind: 'glob', hasVariables: false });
      byService.set(service, [...(byService.get(service) ?? []), pattern]);
    }
  }
  return action => {
    const text = action.toLowerCase();
    const candidates = ['', serviceIn(text)].flatMap(each => byService.get(each) ?? []);
    return named.has(text) || candidates.some(each => matches(each, text));
  };
}

const serviceIn = (action: string) => action.slice(0, action.indexOf(':') + 1);
