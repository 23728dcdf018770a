// The part of the manage page about another version of the permission set: what it adds and removes and why, the update
// that the customer makes, and two forms.
import { sayTime, type TextKey } from '../../../templates/text/say.js';
import type { Caller } from '../../core/access/caller.js';
import { allowedEvents } from '../../core/connection/machine/machine.js';
import type { ManagedChange, StatementChange, UpgradeDifference } from '../../core/connection/upgrade.js';
import { reasonsFirst } from '../../core/permission-set/risk/reasons.js';
import { readUpdate, type Update } from '../../operations/delivery/read-delivery.js';
import { cancelUpgrade, findUpgrade, startUpgrade, type UpgradeOffer } from '../../operations/delivery/upgrade.js';
import type { Ports } from '../../ports/ports.js';
import type { Speaker } from '../page/check-view.js';
import { type ReasonsView, reasonsView } from '../page/grant/statement-view.js';
import type { Pages } from '../page/pages-type.js';
import { noReason, type ReasonView } from '../page/reason.js';
import { reasonForm, type ShowAgain } from '../page/reason-form.js';
import type { FoundConnection } from './found-connection.js';

const labels = { start: 'upgrade.start', cancel: 'upgrade.cancel' } as const;

export interface UpgradeView {
  sentence: string;
  /** The effect of all changes together. */
  meaning: string[];
  statements: StatementView[];
  waiting: { how: string; update: Update | undefined; otherwise: string | undefined } | undefined;
  form: keyof typeof labels | undefined;
  labels: typeof labels;
  reason: ReasonView;
}

interface StatementView {
  sid: string;
  kind: string;
  /** For a Deny, `why` is what it protects and `without` what would be possible without it. */
  isDeny: boolean;
  why: string | undefined;
  without: string | undefined;
  reasons: ReasonsView | undefined;
  lists: { name: string; items: readonly string[] }[];
  conditions: string | undefined;
}

/** Undefined when there is no update. */
export async function upgradeView(
  ports: Ports,
  caller: Caller,
  { kept, tenantName }: FoundConnection,
  speaker: Speaker,
  reason: ReasonView = noReason,
): Promise<UpgradeView | undefined> {
  const connection = kept.value;
  const allowed = allowedEvents[connection.state];
  if (!allowed.includes('upgrade-cancelled')) return undefined;
  const offer = await findUpgrade(ports, caller, kept, { tenantName });
  if (!offer) return undefined;
  const { isWithdrawn, startedAt, missing, difference } = offer;
  const isBusy = connection.externalId.pending || connection.externalId.retiring;
  const mayStart = allowed.includes('upgrade-started') && !isBusy && missing.length === 0;
  const isWaiting = startedAt && !isWithdrawn && connection.state === 'verified';
  const update = isWaiting ? await readUpdate(ports, caller, kept, tenantName) : undefined;
  return {
    sentence: sentenceOf(offer, speaker),
    meaning: [
      ...(missing.length > 0 ? [speaker.say('upgrade.values.missing', { names: missing.join(', ') })] : []),
      ...valuesOf(difference, speaker),
      ...endOf(difference, speaker),
      ...boundaryOf(difference, speaker),
      ...meaningOf(difference, speaker),
    ],
    statements: [
      ...difference.managed.map(each => managedView(each, speaker)),
      ...byReasons(difference.statements).map(each => statementView(each, speaker)),
    ],
    waiting: isWaiting
      ? { how: howOf(offer, speaker), update, otherwise: mayBeThere(offer) ? update?.boundaryCommand : undefined }
      : undefined,
    form: startedAt ? 'cancel' : mayStart ? 'start' : undefined,
    labels,
    reason,
  };
}

function sentenceOf(offer: UpgradeOffer, { say }: Speaker): string {
  const { from, to, isWithdrawn, startedAt } = offer;
  if (isWithdrawn) return say('upgrade.withdrawn', { to, from });
  const isOfValues = offer.from === offer.to && offer.difference.values.length > 0;
  if (startedAt && isOfValues) return say('upgrade.waiting.values', { at: startedAt.slice(0, 10) });
  if (startedAt && isOfOptions(offer)) return say('upgrade.waiting.end', { at: startedAt.slice(0, 10) });
  return startedAt
    ? say('upgrade.waiting', { to, from, at: startedAt.slice(0, 10) })
    : say('upgrade.offered', { to, from });
}

function isOfOptions({ from, to, difference }: UpgradeOffer): boolean {
  return from === to && difference.values.length === 0;
}

function valuesOf({ values }: UpgradeDifference, { say }: Speaker): string[] {
  return values.map(({ name, from, to }) => {
    const kind = from === undefined ? 'added' : to === undefined ? 'removed' : 'changed';
    return say(`upgrade.value.${kind}`, { name, ...(from && { from }), ...(to && { to }) });
  });
}

function howOf(offer: UpgradeOffer, { say }: Speaker): string {
  if (!isOfOptions(offer)) return say('upgrade.how');
  return say(offer.difference.boundary ? 'upgrade.how.boundary' : 'upgrade.how.end');
}

/** A boundary that the customer changed by hand before may be in the stack's template already. */
function mayBeThere(offer: UpgradeOffer): boolean {
  return isOfOptions(offer) && offer.difference.boundary !== undefined;
}

function boundaryOf({ boundary }: UpgradeDifference, { say, language }: Speaker): string[] {
  if (!boundary) return [];
  const { from, to } = boundary;
  const after = to ? say('upgrade.boundary.to', { to }) : say('upgrade.boundary.none');
  const today = from ? say('upgrade.boundary.from', { from }) : say('upgrade.boundary.from.none');
  return [[after, today, say('upgrade.boundary.note')].join(language === 'ja' ? '' : ' ')];
}

function endOf({ trustEnd }: UpgradeDifference, { say, language }: Speaker): string[] {
  if (!trustEnd) return [];
  const { from, to } = trustEnd;
  const after = to ? say('upgrade.end.to', { to: sayTime(to) }) : say('upgrade.end.none');
  const today = from ? say('upgrade.end.from', { from: sayTime(from) }) : say('upgrade.end.from.none');
  return [[after, today].join(language === 'ja' ? '' : ' ')];
}

function meaningOf(
  { meaning: { more, less, isUndecided }, statements, boundary }: UpgradeDifference,
  { say }: Speaker,
): string[] {
  const denied = statements.filter(each => each.isDeny);
  const opened = denied.flatMap(each => each.actions.removed).length;
  // The comparison is of the policies alone: what is in the boundary is the customer's own.
  const none = boundary ? 'none.boundary' : 'none';
  const closed = denied.flatMap(each => each.actions.added).length;
  return [
    more ? say('upgrade.more', more) : say(`upgrade.more.${none}`),
    less ? say('upgrade.less', less) : say(`upgrade.less.${none}`),
    ...(closed > 0 ? [say('upgrade.closed', { count: `${closed}` })] : []),
    ...(opened > 0 ? [say('upgrade.opened', { count: `${opened}` })] : []),
    ...(isUndecided ? [say('upgrade.undecided')] : []),
  ];
}

function managedView({ arn, kind, from, to, policy }: ManagedChange, { say, language }: Speaker): StatementView {
  return {
    sid: arn,
    isDeny: false,
    kind: say(`upgrade.${kind}`),
    why: policy?.why[language],
    without: policy?.without[language],
    reasons: undefined,
    lists: [],
    conditions: from && to ? say('upgrade.managed.changed', { from, to }) : undefined,
  };
}

/** Those with stated reasons first; what is removed needs no attention. */
function byReasons(changes: readonly StatementChange[]): StatementChange[] {
  const shown = changes.map(change => ({ change, ...(change.kind !== 'removed' && change.statement) }));
  return reasonsFirst(shown).map(each => each.change);
}

function statementView(change: StatementChange, speaker: Speaker): StatementView {
  const { say, language } = speaker;
  const { sid, kind, isDeny, statement, actions, resources, conditions } = change;
  const list = (key: TextKey, items: readonly string[]) => (items.length > 0 ? [{ name: say(key), items }] : []);
  return {
    sid,
    isDeny,
    kind: say(isDeny ? `upgrade.deny.${kind}` : `upgrade.${kind}`),
    why: statement?.why[language],
    without: statement?.without[language],
    reasons: statement && kind !== 'removed' ? reasonsView(statement, speaker) : undefined,
    lists: [
      ...list('upgrade.actions.added', actions.added),
      ...list('upgrade.actions.removed', actions.removed),
      ...list('upgrade.resources.added', resources.added),
      ...list('upgrade.resources.removed', resources.removed),
    ],
    conditions: conditions === 'changed' && kind === 'changed' ? say('upgrade.conditions') : undefined,
  };
}

export function upgradeForms(pages: Pages, ports: Ports, showAgain: ShowAgain): void {
  const at = (form: keyof typeof labels) => ({ path: `/upgrade/${form}`, back: '#upgrade' });
  reasonForm(pages, at('start'), (caller, where, reason) => startUpgrade(ports, caller, where, { reason }), showAgain);
  reasonForm(pages, at('cancel'), (caller, where, reason) => cancelUpgrade(ports, caller, where, reason), showAgain);
}
