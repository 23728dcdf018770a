// Every sentence of pages and documents, in English. Its keys type the other languages, so a missing sentence does not
// compile. `{name}` is replaced by a fact. Permission sets have their own texts.
import type { MintedKind } from '../../../api/core/audit/ledger.js';
import type { SubjectAction } from '../../../api/core/audit/subject-action.js';
import type { Cause, CauseCode, CheckResult, ProbeName } from '../../../api/core/check/check.js';
import type { Health, State } from '../../../api/core/connection/connection.js';
import type { HeadlineCode } from '../../../api/core/connection/headline.js';
import type { ChangeKind } from '../../../api/core/event/change-kinds.js';
import type { EventType } from '../../../api/core/event/event-types.js';
import type { FindingCode, Severity } from '../../../api/core/finding/findings.js';
import type { InconclusiveWhy } from '../../../api/core/iam/assume-role.js';
import type { ParameterKind } from '../../../api/core/permission-set/parameter/parameter.js';
import type { ValueFaultCode } from '../../../api/core/permission-set/parameter/value-fault.js';
import type { RiskKind } from '../../../api/core/permission-set/risk/excusable-actions.js';
import type { UndecidedReason } from '../../../api/core/policy/compare/comparison.js';
import type { NotIssuing } from '../../../api/core/session/issuing.js';
import { causes } from './causes.js';
import { checks } from './checks.js';
import { deviations } from './deviations.js';
import { ending } from './ending.js';
import { errors } from './errors.js';
import { findingNames } from './finding-names.js';
import { findings } from './findings.js';
import { guide } from './guide.js';
import { handOff } from './hand-off.js';
import { history } from './history.js';
import { ledger } from './ledger.js';
import { legacy } from './legacy.js';
import { manage } from './manage.js';
import { pages } from './pages.js';
import { risks } from './risks.js';
import { states } from './states.js';
import { terraform } from './terraform.js';
import { values } from './values.js';

type Reason = Extract<CheckResult, { conclusive: false }>['reason'];

/** The codes of core: each needs a sentence. */
type Needed = Record<
  | `finding.${FindingCode}`
  | `finding.${FindingCode}.advice`
  | `cause.${CauseCode}.left`
  | `cause.${CauseCode}.excluded`
  | `cause.${CauseCode}.next`
  | `risk.${RiskKind}`
  | `severity.${Severity}`
  | `state.${State}`
  | `health.${Health}`
  | `headline.${HeadlineCode}`
  /** For `paused` the reason why no credentials are issued. */
  | `headline.${Exclude<HeadlineCode, 'paused'>}.meaning`
  /** The headline explains the others. */
  | `notIssuing.${Exclude<NotIssuing, State | 'hold_health' | 'hold_unread'>}`
  | `probe.${ProbeName}`
  | `excludedBy.${NonNullable<Cause['excludedBy']>}`
  | `inconclusive.${Reason}`
  | `why.${InconclusiveWhy}`
  | `session.${MintedKind}`
  | `undecided.${UndecidedReason}`
  | `change.${EventType | SubjectAction}`
  | `kind.${ChangeKind}`
  | `ledger.${Exclude<MintedKind, 'issue'>}`
  | `values.kind.${ParameterKind}`
  | `values.fault.${ValueFaultCode}`,
  string
>;

export const en = {
  ...states,
  ...findings,
  ...causes,
  ...checks,
  ...handOff,
  ...risks,
  ...manage,
  ...ending,
  ...legacy,
  ...deviations,
  ...errors,
  ...pages,
  ...history,
  ...findingNames,
  ...ledger,
  ...guide,
  ...terraform,
  ...values,
} as const satisfies Needed & Record<string, string>;
