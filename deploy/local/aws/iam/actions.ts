// All IAM actions in one table.
import type { Action } from '../world.js';
import { IAM_POLICY_ACTIONS } from './managed-policy-actions.js';
import { IAM_ROLE_ACTIONS } from './role-actions.js';
import { IAM_ROLE_POLICY_ACTIONS } from './role-policy-actions.js';
import { IAM_USER_ACTIONS } from './users.js';

export const IAM_NAMESPACE = 'https://iam.amazonaws.com/doc/2010-05-08/';

export const IAM_ACTIONS: Readonly<Record<string, Action>> = {
  ...IAM_ROLE_ACTIONS,
  ...IAM_ROLE_POLICY_ACTIONS,
  ...IAM_POLICY_ACTIONS,
  ...IAM_USER_ACTIONS,
};
