// A check in words: its steps, their expected outcomes, and the causes of a refusal. Core decides what they mean.
import { say, sayCause, sayFinding, type TextKey } from '../../../templates/text/say.js';
import { type Cause, type Causes, type Check, type CheckStep, type ProbeName, wordOf } from '../../core/check/check.js';
import type { Connection } from '../../core/connection/connection.js';
import type { HeadlineTone } from '../../core/connection/headline.js';
import type { Finding, FindingWitness } from '../../core/finding/findings.js';
import type { Language } from '../../core/values/languages.js';
import { liveFacts } from '../../operations/ending/end-commands.js';
import type { Ports } from '../../ports/ports.js';

export type Tone = HeadlineTone;

export interface CheckView {
  at: string;
  /** What this kind of check does. */
  kind: string;
  sentence: string;
  tone: Tone;
  steps: { text: string; outcome: string; why: string | undefined; tone: Tone; mark: string }[];
  causes: CausesView | undefined;
}

export interface CausesView {
  left: { text: string; next: string; owner: string }[];
  excluded: { text: string; by: string }[];
  /** More than one cause is possible: AWS returns the same error for them. */
  areAlike: boolean;
}

export interface FindingView {
  sentence: string;
  advice: string;
  severity: string;
  tone: Tone;
  notLookedAtSince: string | undefined;
  witness: WitnessView | undefined;
  /** By whom and until when it is accepted. */
  accepted: AcceptedLine | undefined;
}

/** `person`: the tenant's; empty when the vendor accepted it. `who`: the vendor's key, for the helper `told`. */
export interface AcceptedLine {
  person: string;
  who: string;
  at: string;
  until: string;
  reason: string;
}

/** A request that shows the difference, one line per field. */
export interface WitnessView {
  title: string;
  rows: { name: string; value: string }[];
}

/** Sentences about one connection. They share their facts on all of its pages. */
export interface Speaker {
  language: Language;
  say(key: TextKey, more?: Record<string, string>): string;
  finding(finding: Finding): FindingView;
  cause(cause: Cause): { sentence: string; next: string };
}

export function speakerOf(ports: Pick<Ports, 'vendor'>, connection: Connection, language: Language): Speaker {
  const facts = liveFacts(ports.vendor, connection);
  return {
    language,
    say: (key, more = {}) => say(language, key, { ...facts, ...more }),
    cause: cause => sayCause(language, cause, facts),
    finding: found => ({
      ...sayFinding(language, found, facts),
      severity: say(language, `severity.${found.severity}`),
      tone: found.severity === 'information' ? 'plain' : found.severity === 'medium' ? 'wait' : 'bad',
      notLookedAtSince: found.notLookedAtSince,
      witness: found.witness && witnessView(found.witness, language),
      accepted: undefined,
    }),
  };
}

function witnessView(witness: FindingWitness, language: Language): WitnessView {
  const conditions = Object.entries(witness.context).map(([key, values]) => `${key} = ${values.join(', ')}`);
  const row = (part: 'principal' | 'action' | 'resource' | 'context' | 'spec' | 'live', value: string) => ({
    name: say(language, `witness.${part}`),
    value,
  });
  return {
    title: say(language, 'witness.title'),
    rows: [
      row('principal', witness.principal),
      row('action', witness.action),
      row('resource', witness.resource),
      row('context', conditions.join('; ') || say(language, 'witness.context.none')),
      row('spec', say(language, `witness.${witness.spec}`)),
      row('live', say(language, `witness.${witness.live}`)),
    ],
  };
}

/** Probes that a safe role refuses. */
const refusedWhenSafe = new Set<ProbeName>([
  'none',
  'wrong',
  'upper-case',
  'head',
  'tail',
  'one-changed',
  'retired',
  'retiring',
  'stranger',
  'old-role',
]);
const marks: Record<Tone, string> = { good: '✓', bad: '✕', wait: '!', busy: '…', plain: '–' };

export function checkView(check: Check, speaker: Speaker, isPending: boolean): CheckView {
  const { result } = check;
  const steps = lastOfEachRun(check.steps).map(step => {
    const refused: Tone = isPending ? (check.finishedAt ? 'wait' : 'busy') : 'bad';
    const tone = isRefusedUnproven(step, check) ? 'plain' : toneOf(step, refused);
    const why = step.why === undefined ? undefined : speaker.say(`why.${step.why}` as TextKey);
    const outcome = speaker.say(`outcome.${step.outcome}`);
    const probe = speaker.say(`probe.${step.probe}`);
    const isTwin = step.withSourceIdentity && refusedWhenSafe.has(step.probe);
    return { text: isTwin ? speaker.say('probe.twin', { probe }) : probe, outcome, why, tone, mark: marks[tone] };
  });
  return {
    at: check.finishedAt ?? check.startedAt,
    kind: speaker.say(`check.kind.${check.kind}`),
    ...verdictOf(check, speaker, isPending),
    steps,
    causes: result?.causes && causesView(result.causes, speaker),
  };
}

/** Checks that a page reads: enough to find the last finished one, and whether a person started one. */
export const checksRead = 8;

/**
 * Of checks, newest first: the running one, and the last finished one that says something. A check that only its
 * process or another change ended says nothing, so it does not hide the one before it.
 */
export function newestOf(checks: readonly Check[]): { running: Check | undefined; last: Check | undefined } {
  const finished = checks.filter(each => each.finishedAt);
  const tells = ({ result }: Check) => result?.conclusive || (result?.causes.left.length ?? 0) > 0;
  return { running: checks[0]?.finishedAt ? undefined : checks[0], last: finished.find(tells) ?? finished[0] };
}

/** We retry the right ID while we wait for a role. The page shows one line for all these tries. */
function lastOfEachRun(steps: readonly CheckStep[]): CheckStep[] {
  return steps.filter((step, at) => {
    const next = steps[at + 1];
    return !next || next.probe !== step.probe || step.probe !== 'right' || next.launch !== step.launch;
  });
}

/** While the role refuses the right ID, the refusal of another one proves nothing. */
function isRefusedUnproven({ probe, outcome }: CheckStep, { kind, steps }: Check): boolean {
  if (kind !== 'full' || outcome !== 'refused' || !refusedWhenSafe.has(probe)) return false;
  return !steps.some(each => each.probe === 'right' && each.outcome === 'assumed');
}

/** `refused`: the tone of a refused right ID, which is expected while a role is awaited. */
function toneOf({ probe, outcome }: CheckStep, refused: Tone): Tone {
  if (outcome === 'inconclusive' || outcome === 'partly-read') return 'wait';
  if (outcome === 'not-made') return 'plain';
  if (outcome === 'read') return 'good';
  if (refusedWhenSafe.has(probe)) return outcome === 'refused' ? 'good' : 'bad';
  if (outcome === 'assumed') return 'good';
  return probe === 'right' ? refused : 'bad';
}

function verdictOf(check: Check, speaker: Speaker, isPending: boolean): { sentence: string; tone: Tone } {
  const { result } = check;
  if (!result) return { sentence: speaker.say('check.running'), tone: 'busy' };
  if (!result.conclusive) {
    const sentences = [speaker.say('check.inconclusive'), speaker.say(`inconclusive.${result.reason}`)];
    return { sentence: sentences.join(' '), tone: 'wait' };
  }
  const word = wordOf(result.verdict);
  return { sentence: speaker.say(`check.${word}`), tone: word === 'refused' && isPending ? 'busy' : toneOfWord[word] };
}

const toneOfWord: Record<ReturnType<typeof wordOf>, Tone> = {
  passed: 'good',
  findings: 'wait',
  unsafe: 'bad',
  refused: 'bad',
  awaited: 'busy',
};

function causesView(causes: Causes, speaker: Speaker): CausesView | undefined {
  if (causes.left.length + causes.excluded.length === 0) return undefined;
  const ownerOf = (cause: Cause) => speaker.say(`owner.${cause.owner}`);
  return {
    left: causes.left.map(cause => {
      const { sentence, next } = speaker.cause(cause);
      return { text: sentence, next, owner: ownerOf(cause) };
    }),
    excluded: causes.excluded.map(cause => ({
      text: speaker.say(`cause.${cause.code}.excluded`),
      by: cause.excludedBy ? speaker.say(`excludedBy.${cause.excludedBy}`) : '',
    })),
    areAlike: causes.left.length > 1,
  };
}
