// CloudTrail's LookupEvents over the records of record.ts: the events of the caller's own account in one region, newest
// first, filtered by at most one attribute. Unlike the real one, it has no delay.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
import { createHash } from 'node:crypto';
import { requireAllowed } from '../evaluator/authorise.js';
import { AwsError, listOf, type Params } from '../protocol/wire.js';
import { type Action, accountOf, type Call } from '../world.js';
import type { CloudTrailEvent } from './event.js';
import { LOOKUP_ATTRIBUTES, viewOf } from './view.js';

const KEPT_MS = 90 * 24 * 60 * 60 * 1000;
const MOST = 50;

type Test = (event: CloudTrailEvent) => boolean;

function attributeTest(params: Params): Test {
  const [first, ...others] = listOf(params, 'LookupAttributes');
  const refuse = (message: string) => new AwsError('InvalidLookupAttributesException', message);
  if (!first) return () => true;
  if (others.length > 0) throw refuse('Only one lookup attribute can be specified.');
  const { AttributeKey = '', AttributeValue = '' } = first.fields;
  const valuesOf = Object.hasOwn(LOOKUP_ATTRIBUTES, AttributeKey) ? LOOKUP_ATTRIBUTES[AttributeKey] : undefined;
  if (!valuesOf) throw refuse(`${AttributeKey} is not a lookup attribute.`);
  if (AttributeValue.length < 1 || AttributeValue.length > 2000) {
    throw refuse(`The value of ${AttributeKey} must have 1 to 2000 characters.`);
  }
  return event => valuesOf(viewOf(event)).includes(AttributeValue);
}

/** Seconds since 1970, as JSON 1.1 sends a time. */
function momentOf(params: Params, name: 'StartTime' | 'EndTime', otherwise: number): number {
  const text = params[name];
  if (text === undefined) return otherwise;
  if (!Number.isFinite(Number(text))) throw new AwsError('SerializationException', `${name} must be a timestamp.`);
  return Number(text) * 1000;
}

function timeTest(call: Call): Test {
  const now = call.world.now().getTime();
  const from = momentOf(call.params, 'StartTime', 0);
  const to = momentOf(call.params, 'EndTime', now);
  if (from > to) throw new AwsError('InvalidTimeRangeException', 'The start time must not be after the end time.');
  return ({ eventTime }) => {
    const at = Date.parse(eventTime);
    return at >= Math.max(from, now - KEPT_MS) && at <= to;
  };
}

function categoryTest({ EventCategory }: Params): Test {
  if (EventCategory !== undefined && EventCategory !== 'insight') {
    throw new AwsError('InvalidEventCategoryException', `${EventCategory} is not an event category.`);
  }
  // Insights are not supported, so there are none.
  return () => EventCategory === undefined;
}

function sizeOf({ MaxResults }: Params): number {
  const size = Number(MaxResults ?? MOST);
  if (Number.isInteger(size) && size >= 1 && size <= MOST) return size;
  throw new AwsError('InvalidMaxResultsException', `MaxResults must be from 1 to ${MOST}.`);
}

/** Where the next page begins. The token contains the query and is valid only for the same one. */
function tokenAfter(eventId: string, { NextToken: _before, MaxResults: _size, ...query }: Params): string {
  const bound = createHash('sha256').update(JSON.stringify(query)).digest('hex').slice(0, 16);
  return Buffer.from(`${bound}.${eventId}`).toString('base64url');
}

function startOf(events: readonly CloudTrailEvent[], params: Params): number {
  if (params.NextToken === undefined) return 0;
  const at = events.findIndex(({ eventID }) => tokenAfter(eventID, params) === params.NextToken);
  if (at < 0) throw new AwsError('InvalidNextTokenException', 'The token is not one of this question.');
  return at + 1;
}

const lookupEvents: Action = call => {
  const { caller, params, region, world } = call;
  // The action has no resource, and AWS's refusal names none.
  requireAllowed(call, { action: 'cloudtrail:LookupEvents', arn: '*', shownAs: '', accountId: caller.accountId });
  const tests = [attributeTest(params), timeTest(call), categoryTest(params)];
  const size = sizeOf(params);
  const found = accountOf(world, caller.accountId)
    .events.filter(event => event.awsRegion === region && tests.every(test => test(event)))
    .reverse();
  const start = startOf(found, params);
  const page = found.slice(start, start + size);
  const isMore = start + size < found.length;
  return { Events: page.map(viewOf), NextToken: isMore ? tokenAfter(page.at(-1)!.eventID, params) : undefined };
};

export const CLOUDTRAIL_ACTIONS: Readonly<Record<string, Action>> = { LookupEvents: lookupEvents };
