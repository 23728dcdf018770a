// Spans by OpenTelemetry's API; the only file that uses it. To get spans, register a tracer provider before the service
// is composed. Without one there is no tracing port, and nothing here is called. Error messages never go into a span,
// because they may repeat what was sent.
import {
  type Context,
  context,
  createContextKey,
  type Link,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  type TracerProvider,
  trace,
} from '@opentelemetry/api';
import { kitVersion } from '../core/values/kit-version.js';
import { KitError } from '../errors.js';
import type { RequestSpan, SpanInput, Tracing } from '../ports/telemetry.js';

/** In a context: the spans, besides the parent, that the next call serves. */
const linksKey = createContextKey('drawbridge.links');

const kinds = { client: SpanKind.CLIENT, internal: SpanKind.INTERNAL };

/** Undefined when no tracer provider is registered. */
export function makeTracing(): Tracing | undefined {
  if (!isRegistered()) return undefined;
  const tracer = trace.getTracer('drawbridge', kitVersion);
  return {
    within: (span, work) => within(tracer, span, work),
    add: facts => void trace.getActiveSpan()?.setAttributes(facts),
    event: (name, facts) => void trace.getActiveSpan()?.addEvent(name, facts),
    fail(code) {
      const span = trace.getActiveSpan();
      if (span) fail(span, code);
    },
    here: () => trace.getActiveSpan(),
    link(to) {
      if (to) trace.getActiveSpan()?.addLink({ context: (to as Span).spanContext() });
    },
    together: (served, work) => context.with(contextOf(served as Span[]), work),
    requestBegun: request => requestBegun(tracer, request),
  };
}

/** The API's proxy provider has a delegate tracer only if a provider was registered. */
function isRegistered(): boolean {
  const provider: TracerProvider & { getDelegateTracer?(name: string): Tracer | undefined } = trace.getTracerProvider();
  return provider.getDelegateTracer ? provider.getDelegateTracer('drawbridge') !== undefined : true;
}

async function within<Result>(tracer: Tracer, span: SpanInput, work: () => Promise<Result>): Promise<Result> {
  const { name, kind = 'internal', facts, isPartOnly } = span;
  const around = context.active();
  const links = around.getValue(linksKey) as Link[] | undefined;
  if (isPartOnly && !links && !trace.getSpan(around)) return work();
  const options = { kind: kinds[kind], attributes: facts, ...(links && { links }) };
  const begun = tracer.startSpan(name, options, around);
  try {
    return await context.with(trace.setSpan(around.deleteValue(linksKey), begun), work);
  } catch (error) {
    if (error instanceof KitError && typeof error.options.members?.why === 'string')
      begun.setAttribute('drawbridge.why', error.options.members.why);
    fail(begun, codeOf(error));
    throw error;
  } finally {
    begun.end();
  }
}

function codeOf(error: unknown): string {
  if (error instanceof KitError) return error.code;
  return error instanceof Error ? error.name : 'unknown';
}

function fail(span: Span, code: string): void {
  span.setAttribute('error.type', code);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/**
 * A call for one trace is part of it. A call for several traces is a trace of its own with a link to each, so that no
 * trace shows work done for others.
 */
function contextOf(served: readonly Span[]): Context {
  const spans = [...new Map(served.map(span => [span.spanContext().spanId, span])).values()];
  const [first, ...others] = spans;
  if (!first) return ROOT_CONTEXT;
  const isOneTrace = others.every(each => each.spanContext().traceId === first.spanContext().traceId);
  const parent = isOneTrace ? trace.setSpan(ROOT_CONTEXT, first) : ROOT_CONTEXT;
  const links = (isOneTrace ? others : spans).map(each => ({ context: each.spanContext() }));
  return links.length > 0 ? parent.setValue(linksKey, links) : parent;
}

function requestBegun(tracer: Tracer, request: Parameters<Tracing['requestBegun']>[0]): RequestSpan {
  const { method, route, requestId, headers } = request;
  const attributes = {
    'http.request.method': method,
    ...(route && { 'http.route': route }),
    'drawbridge.request_id': requestId,
  };
  const name = route ? `${method} ${route}` : method;
  const around = parentOf(headers);
  const span = tracer.startSpan(name, { kind: SpanKind.SERVER, attributes }, around);
  const inside = trace.setSpan(around, span);
  let isOver = false;
  return {
    goOn: next => context.with(inside, next),
    add: facts => void span.setAttributes(facts),
    failed: code => void span.setAttribute('error.type', code),
    ended(status) {
      if (isOver) return;
      isOver = true;
      span.setAttribute('http.response.status_code', status);
      // By OpenTelemetry's conventions a 4xx response is not a server error.
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}

/** The active span of another instrumentation, or else the caller's trace context as the propagator reads it. */
function parentOf(headers: Parameters<Tracing['requestBegun']>[0]['headers']): Context {
  const active = context.active();
  if (trace.getSpan(active)) return active;
  return headers ? propagation.extract(ROOT_CONTEXT, headers) : ROOT_CONTEXT;
}
