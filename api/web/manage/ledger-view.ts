// The ledger as a table: each session with the CloudTrail queries that find it, each check as one line with its calls
// folded in. It never
// shows access key ids or the ids of API keys.
import type { TextKey } from '../../../templates/text/say.js';
import type { Telling } from '../../../templates/text/telling.js';
import type { HandedOutRow, LedgerRow, MintedRow } from '../../core/audit/ledger.js';
import { isCut } from '../../core/session/cut-sessions.js';
import type { LookUpCommands } from '../../operations/ending/end-commands.js';
import type { Speaker } from '../page/check-view.js';
import { userOf } from './named-callers.js';

export interface LedgerEntry {
  at: string;
  what: string;
  /** Who requested it, for the helper `told`; absent for checks. */
  for: string | undefined;
  until: string | undefined;
  handedOut: { at: string; to: string }[];
  sessions: SessionView[];
  /** Why AWS created no session. */
  problem: string | undefined;
  /** The customer revoked this session. */
  cutBefore: string | undefined;
  /** For a check with folded calls: the text with their number. */
  counted: TextKey | undefined;
  lookUp: LookUpCommands | undefined;
}

interface SessionView {
  at: string;
  name: string;
  what: string;
  outcome: string;
}

interface LedgerFacts {
  speaker: Speaker;
  telling: Telling;
  lookUp: (sessionName: string) => LookUpCommands;
  /** The customer revoked the sessions issued before this time. */
  cutBefore: string | undefined;
}

/** `rows`: newest first. */
export function ledgerView(rows: readonly LedgerRow[], facts: LedgerFacts): LedgerEntry[] {
  const { speaker, telling, cutBefore } = facts;
  const userIn = (row: { publicName?: string }) => userOf(row, telling);
  const minted = new Set(rows.map(row => row.id));
  const handed = new Map<string, LedgerEntry['handedOut']>();
  for (const row of rows) {
    if (row.type !== 'handed-out') continue;
    handed.set(row.mintedId, [{ at: row.at, to: userIn(row) }, ...(handed.get(row.mintedId) ?? [])]);
  }
  const entries: LedgerEntry[] = [];
  const checks = new Map<string, LedgerEntry>();
  for (const row of rows) {
    if (row.type === 'handed-out') {
      // The row of its session is on the next page of the list.
      if (!minted.has(row.mintedId)) entries.push(handedOutEntry(row, userIn(row), speaker));
    } else if (row.kind === 'issue') {
      const use = useEntry(row, handed.get(row.id) ?? [], facts);
      const isCutNow = use.until !== undefined && cutBefore !== undefined && isCut(row.at, cutBefore);
      entries.push({ ...use, cutBefore: isCutNow ? cutBefore : undefined });
    } else {
      // Credential requests may come between the calls of a check.
      const check = checks.get(row.for) ?? checkEntry(row, speaker);
      if (!checks.has(row.for)) entries.push(check);
      checks.set(row.for, check);
      if (check.sessions.length > 0) check.counted = 'manage.ledger.requests';
      check.sessions.unshift(sessionView(row, speaker));
      check.at = row.at;
    }
  }
  return entries.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

function useEntry(
  row: MintedRow,
  handedOut: LedgerEntry['handedOut'],
  { speaker, telling, lookUp }: LedgerFacts,
): LedgerEntry {
  const isMade = row.outcome?.kind === 'assumed';
  return {
    at: row.at,
    what: speaker.say('session.issue'),
    for: userOf(row, telling),
    until: row.outcome?.kind === 'assumed' ? row.outcome.expiresAt : row.outcome ? undefined : row.expiresAtMost,
    handedOut,
    sessions: [sessionView(row, speaker)],
    problem: isMade || !row.outcome ? undefined : speaker.say(`outcome.${row.outcome.kind}`),
    cutBefore: undefined,
    counted: undefined,
    lookUp: isMade ? lookUp(row.sessionName) : undefined,
  };
}

function checkEntry(row: MintedRow, speaker: Speaker): LedgerEntry {
  return {
    at: row.at,
    what: speaker.say(row.kind === 'offboarding' ? 'manage.ledger.offboarding' : 'manage.ledger.check'),
    for: undefined,
    until: undefined,
    handedOut: [],
    sessions: [],
    problem: undefined,
    cutBefore: undefined,
    counted: 'manage.ledger.requests.one',
    lookUp: undefined,
  };
}

function handedOutEntry(row: HandedOutRow, user: string, speaker: Speaker): LedgerEntry {
  return {
    at: row.at,
    what: speaker.say('manage.ledger.handedOut'),
    for: user,
    until: row.expiresAt,
    handedOut: [],
    sessions: [],
    problem: undefined,
    cutBefore: undefined,
    counted: undefined,
    lookUp: undefined,
  };
}

function sessionView(row: MintedRow, speaker: Speaker): SessionView {
  return {
    at: row.at,
    name: row.sessionName,
    what: speaker.say(`session.${row.kind}`),
    outcome: row.outcome ? speaker.say(`outcome.${row.outcome.kind}`) : '',
  };
}
