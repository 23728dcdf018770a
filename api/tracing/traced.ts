// Wraps ports in spans, so that neither their users nor their implementations know of tracing.
import { wordOf } from '../core/check/check.js';
import type { AssumeUse } from '../core/metric-labels.js';
import type { AssumeRole } from '../ports/aws.js';
import type { Checks } from '../ports/checks.js';
import type { PostEvent } from '../ports/events.js';
import type { Ports } from '../ports/ports.js';
import type { Background } from '../ports/runtime.js';
import type { IssuedSession, IssuedSessions } from '../ports/sessions.js';
import type { Here, Tracing } from '../ports/telemetry.js';

/** All but `assumeRole`, which other ports are built with. */
export function traced(ports: Ports, tracing: Tracing): Ports {
  return {
    ...ports,
    tracing,
    issuedSessions: tracedSessions(ports.issuedSessions, tracing),
    checks: tracedChecks(ports.checks, tracing),
    background: tracedBackground(ports.background, tracing),
    postEvent: tracedPostEvent(ports.postEvent, tracing),
  };
}

export function tracedAssumeRole(assumeRole: AssumeRole, tracing: Tracing): AssumeRole {
  return (as, input) => {
    const facts = {
      'rpc.system': 'aws-api',
      'rpc.service': 'STS',
      'rpc.method': 'AssumeRole',
      'cloud.region': input.region,
      'drawbridge.use': input.use,
    };
    return tracing.within({ name: 'STS/AssumeRole', kind: 'client', facts }, async () => {
      const outcome = await assumeRole(as, input);
      const word = outcome.kind === 'inconclusive' ? outcome.why : outcome.kind;
      tracing.add({ 'drawbridge.outcome': word });
      if (outcome.kind === 'inconclusive') tracing.fail(outcome.awsCode ?? outcome.why);
      if (outcome.kind === 'refused' && !mayBeRefused.includes(input.use)) tracing.fail('AccessDenied');
      return outcome;
    });
  };
}

/** For these uses a refusal is a result, most often the expected one. */
const mayBeRefused: readonly AssumeUse[] = ['probe', 'offboarding'];

/** Records the source of a session. A request that joins a call is linked to the request that made it. */
function tracedSessions(sessions: IssuedSessions, tracing: Tracing): IssuedSessions {
  const makers = new WeakMap<Promise<IssuedSession>, Here>();
  return {
    ...sessions,
    find(key, revision) {
      const found = sessions.find(key, revision);
      if (found && found.state !== 'ending') tracing.add({ 'drawbridge.session': 'hit' });
      return found;
    },
    make(key, revision, make) {
      let isMine = false;
      const here = tracing.here();
      const flight = sessions.make(key, revision, () => {
        isMine = true;
        return make();
      });
      tracing.add({ 'drawbridge.session': isMine ? 'made' : 'joined' });
      if (!isMine) tracing.link(makers.get(flight));
      else if (here) makers.set(flight, here);
      return flight;
    },
    renewalFailed() {
      tracing.fail('not_renewed');
      sessions.renewalFailed();
    },
  };
}

/** Adds to the span of a check its steps when they are stored, and its result when it is finished. */
function tracedChecks(checks: Checks, tracing: Tracing): Checks {
  return {
    ...checks,
    save(check, leaseUntil) {
      const step = check.steps.at(-1);
      if (step) tracing.event(step.probe, { 'drawbridge.outcome': step.outcome });
      return checks.save(check, leaseUntil);
    },
    async finish(check) {
      const { id, tenantId, connectionId, kind, result } = check;
      tracing.add({
        'drawbridge.check_id': id,
        'drawbridge.check_kind': kind,
        'drawbridge.tenant_id': tenantId,
        'drawbridge.connection_id': connectionId,
        ...(result && { 'drawbridge.outcome': result.conclusive ? wordOf(result.verdict) : result.reason }),
      });
      await checks.finish(check);
    },
  };
}

function tracedBackground(background: Background, tracing: Tracing): Background {
  return {
    ...background,
    run: (name, work) => background.run(name, stopping => tracing.within({ name, facts: {} }, () => work(stopping))),
  };
}

/** A receiver's address may be a secret, so the span has only the response. */
function tracedPostEvent(postEvent: PostEvent, tracing: Tracing): PostEvent {
  return event => {
    const facts = { 'http.request.method': 'POST', 'drawbridge.event_id': event.eventId };
    return tracing.within({ name: 'POST webhook', kind: 'client', facts }, async () => {
      const answer = await postEvent(event);
      if ('fault' in answer) tracing.fail(answer.fault);
      else {
        tracing.add({ 'http.response.status_code': answer.answered });
        if (answer.answered >= 400) tracing.fail(String(answer.answered));
      }
      return answer;
    });
  };
}
