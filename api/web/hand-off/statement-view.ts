// One statement of a permission set on the hand-off page.
import type { PermissionSet } from '../../core/permission-set/permission-set.js';
import type { Speaker } from '../page/check-view.js';

export interface StatementView {
  sid: string;
  actions: readonly string[];
  resources: readonly string[];
  conditions: string | undefined;
  why: string;
  without: string;
  wildcard: string | undefined;
  unknown: string | undefined;
}

export function statementView(
  statement: PermissionSet['statements'][number],
  language: Speaker['language'],
): StatementView {
  const { sid, actions, resources, conditions, why, without, wildcardReason, unknownActionsReason } = statement;
  return {
    sid,
    actions,
    resources,
    conditions: conditions && JSON.stringify(conditions, undefined, 2),
    why: why[language],
    without: without[language],
    wildcard: wildcardReason?.[language],
    unknown: unknownActionsReason?.[language],
  };
}
