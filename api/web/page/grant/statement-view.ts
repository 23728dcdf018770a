// A statement of a permission set as pages show it. First its stated reasons: what can lead to more, and reading
// actions that AWS counts otherwise.
import type { PermissionStatement } from '../../../core/permission-set/permission-set.js';
import { countedOtherwise, risksOf } from '../../../core/permission-set/risk/reasons.js';
import { actionsMatching } from '../../../core/policy/catalogue/actions.js';
import type { Speaker } from '../check-view.js';

export interface ReasonsView {
  /** What each kind of risk means for the customer. */
  risks: string[];
  riskReason: string | undefined;
  counted: readonly string[];
  excessReason: string | undefined;
}

export interface StatementView {
  sid: string;
  reasons: ReasonsView;
  actions: readonly string[];
  resources: readonly string[];
  conditions: string | undefined;
  why: string;
  without: string;
  wildcard: string | undefined;
  unknown: string | undefined;
}

export function reasonsView(statement: PermissionStatement, { say, language }: Speaker): ReasonsView {
  const { actions, riskReason, excessReason } = statement;
  return {
    risks: riskReason ? risksOf({ actions }).map(each => say(`risk.${each}`)) : [],
    riskReason: riskReason?.[language],
    // In a set of the least access: all that AWS counts as more than reading.
    counted: excessReason ? countedOtherwise('metadata', actions.flatMap(actionsMatching)) : [],
    excessReason: excessReason?.[language],
  };
}

export function statementView(statement: PermissionStatement, speaker: Speaker): StatementView {
  const { sid, actions, resources, conditions, why, without, wildcardReason, unknownActionsReason } = statement;
  const { language } = speaker;
  return {
    sid,
    reasons: reasonsView(statement, speaker),
    actions,
    resources,
    conditions: conditions && JSON.stringify(conditions, undefined, 2),
    why: why[language],
    without: without[language],
    wildcard: wildcardReason?.[language],
    unknown: unknownActionsReason?.[language],
  };
}
