// Which stated reason an allowed action needs, and whether its statement may have it: the scope is wrong, no reason can
// excuse the action, or AWS counts a reading action otherwise. Pure; the linter and the pages share it.
import { accessLevelOf } from '../../policy/catalogue/actions.js';
import { escalatingActions } from '../../policy/catalogue/escalating-actions.js';
import { firstOverlap } from '../../policy/catalogue/overlap.js';
import { type ExcusableAction, excusableActions, type NeededCondition, type RiskKind } from './excusable-actions.js';

/** The parts of a statement that narrow its actions. */
export interface Scoped {
  actions: readonly string[];
  resources: readonly string[];
  conditions?: Record<string, Record<string, string | string[]>>;
}

export const hasWildcard = (action: string) => /[*?]/.test(action);

/** The row of an action that is written out in full. */
function excusable(action: string): ExcusableAction | undefined {
  const lower = action.toLowerCase();
  return excusableActions.find(each => each.action.toLowerCase() === lower);
}

/** The kinds of risk that the statement's actions carry, each once. */
export function risksOf({ actions }: Pick<Scoped, 'actions'>): RiskKind[] {
  return [...new Set(actions.flatMap(each => excusable(each)?.kind ?? []))];
}

// Not `Check`, `Verify`, `Validate` and the like: AWS has actions of those names that do more than read.
const readingVerb = /^(BatchGet|Describe|Get|List|Lookup|Query|Search|View)(?![a-z])/;
// What such an action returns is a way in.
const wayIn = /Token|Credential|Password|Secret|Urls?$|LoginPage|LoginUrl|ApiKey/;

/** Whether a known action only reads, by its name, whatever AWS counts it as. `GET` is that of an HTTP API. */
export function readsByName(action: string): boolean {
  const name = action.slice(action.indexOf(':') + 1);
  const isReading = readingVerb.test(name) || name === 'GET';
  return isReading && !wayIn.test(name) && !firstOverlap(action, escalatingActions);
}

const levelNames = { permissions: 'Permissions management', write: 'Write', tagging: 'Tagging' } as const;
type CountedLevel = keyof typeof levelNames;

/** How AWS names a level that is more than reading. */
export function countedAs(action: string): string | undefined {
  const level = accessLevelOf(action);
  return level && level in levelNames ? levelNames[level as CountedLevel] : undefined;
}

/** The known actions that AWS counts as more than reading although their names read, in a set of this access. */
export function countedOtherwise(access: 'metadata' | 'read' | 'write', known: readonly string[]): string[] {
  const levels = access === 'write' ? ['permissions'] : Object.keys(levelNames);
  return known.filter(each => levels.includes(accessLevelOf(each) ?? '') && readsByName(each));
}

export type Risk =
  | { kind: 'none' }
  /** No reason can excuse it. `byCatalogue`: only AWS's level says so. */
  | { kind: 'never'; allows: string; byCatalogue: boolean; isExcusable: boolean }
  | { kind: 'excusable'; row: ExcusableAction; allows: string; scopeFaults: string[] };

/** `known`: the known actions that `action` covers. */
export function riskOf(statement: Scoped, action: string, known: readonly string[]): Risk {
  const row = excusable(action);
  const listed = firstOverlap(action, escalatingActions);
  if (row) return { kind: 'excusable', row, allows: listed ?? row.action, scopeFaults: scopeFaultsOf(row, statement) };
  const allows = listed ?? known.find(each => accessLevelOf(each) === 'permissions' && !readsByName(each));
  if (!allows) return { kind: 'none' };
  const isExcusable = known.length > 0 && known.every(each => excusable(each) || !isRisky(each));
  return { kind: 'never', allows, byCatalogue: !listed, isExcusable };
}

const isRisky = (action: string) =>
  firstOverlap(action, escalatingActions) !== undefined ||
  (accessLevelOf(action) === 'permissions' && !readsByName(action));

/** What the statement lacks so that the action does no more than its reason can explain. */
function scopeFaultsOf(row: ExcusableAction, { resources, conditions = {} }: Scoped): string[] {
  const { form, example = '' } = row.resources ?? {};
  const unnamed = form ? resources.filter(each => !form.test(each)) : [];
  return [
    ...unnamed.map(each => `"${each}" must name one role in full, such as ${example}`),
    ...row.conditions.flatMap(each => (meets(conditions, each) ? [] : [conditionText(each)])),
  ];
}

function conditionText({ operator, key, example }: NeededCondition): string {
  const exact = operator === 'StringEquals' ? ' and only exact values' : '';
  return `it needs the condition ${operator} with the key ${key}${exact}, such as "${example}"`;
}

/** IAM ignores the case of keys. A key that occurs twice in different case is refused: AWS does not say what holds. */
function meets(conditions: NonNullable<Scoped['conditions']>, { operator, key, value }: NeededCondition): boolean {
  const named = Object.entries(conditions[operator] ?? {}).filter(([name]) => name.toLowerCase() === key.toLowerCase());
  if (named.length !== 1) return false;
  const values = [named[0]![1]].flat();
  return values.length > 0 && values.every(each => value.test(each));
}

interface Reasoned {
  riskReason?: unknown;
  excessReason?: unknown;
}

/** Statements with the graver reasons first; else in the order of the set. */
export function reasonsFirst<Statement extends Reasoned>(statements: readonly Statement[]): Statement[] {
  const rank = ({ riskReason, excessReason }: Reasoned) => (riskReason ? 0 : excessReason ? 1 : 2);
  return statements.toSorted((a, b) => rank(a) - rank(b));
}
