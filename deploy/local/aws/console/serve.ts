// Imitates AWS's web console: serves its page and runs, as the signed-in account's owner, the same actions that clients
// call. There is no login: anyone with access to the loopback address may choose an account.
import { readFile } from 'node:fs/promises';
import { CFN_ACTIONS } from '../cloudformation/actions.js';
import { resolve as resolveValue } from '../cloudformation/intrinsics.js';
import { neededCapabilities } from '../cloudformation/parameters.js';
import { makePlan } from '../cloudformation/plan.js';
import { requireStack } from '../cloudformation/stacks.js';
import { parseTemplate } from '../cloudformation/template.js';
import { readTemplate } from '../cloudformation/template-source.js';
import { IAM_ACTIONS } from '../iam/actions.js';
import { partitionFacts } from '../names.js';
import type { Answer } from '../protocol/answers.js';
import { runCall } from '../protocol/calls.js';
import { splitTarget } from '../protocol/jobs.js';
import { answerJson, isOwnPage, json, readJson } from '../protocol/json-routes.js';
import type { SignedRequest } from '../protocol/sigv4.js';
import { AwsError, validationError } from '../protocol/wire.js';
import { own } from '../state.js';
import { type Action, accountOf, type Call, ownersCall, type World } from '../world.js';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
};

const FILES = [
  'console.css',
  'console.js',
  'create-page.js',
  'dom.js',
  'role-pages.js',
  'stack-pages.js',
  'template-parts.js',
  'update-page.js',
];

/** The console's limit for template URLs: …/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const URL_LIMIT = 1024;

async function file(name: string): Promise<Answer> {
  const body = await readFile(new URL(name, import.meta.url));
  return {
    status: 200,
    headers: {
      'content-type': TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain',
      'content-security-policy': "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
    },
    body,
  };
}

const ACTIONS: Readonly<Record<string, Readonly<Record<string, Action>>>> = {
  iam: IAM_ACTIONS,
  cloudformation: CFN_ACTIONS,
};

/** `{ account, region, service, action, input }`: one API call as the account's owner. */
function runAsOwner(world: World, body: Record<string, unknown>): Promise<unknown> {
  const { account, region, service, action, input } = body;
  const actions = ACTIONS[String(service)] ?? {};
  const run = Object.hasOwn(actions, String(action)) ? actions[String(action)] : undefined;
  if (!run) throw validationError(`${String(service)}:${String(action)} is not supported here.`);
  const values = (input ?? {}) as Record<string, unknown>;
  const call = ownersCall(world, String(account), String(service), String(action), values, String(region));
  return runCall(call, run);
}

function nameOf(properties: Record<string, unknown>, values: ReadonlyMap<string, string | string[]>): string {
  const name = properties.RoleName ?? properties.ManagedPolicyName ?? properties.PolicyName;
  const env = { values, conditions: {}, mappings: {}, ref: () => undefined, getAtt: () => undefined };
  try {
    return name === undefined ? '' : String(resolveValue(name, env));
  } catch {
    // A name that depends on another resource is known only after that one exists.
    return '';
  }
}

/** The template at the given URL, the given text, or the one of a stack. */
function templateText(call: Call, { stackId, url, text }: Record<string, unknown>): string {
  if (typeof stackId === 'string') return requireStack(call, stackId).templateBody;
  if (String(url).length > URL_LIMIT) throw validationError(`The template URL is longer than ${URL_LIMIT} characters.`);
  return readTemplate(call, optional(text), optional(url));
}

function optional(value: unknown): string | undefined {
  return value === undefined ? undefined : String(value);
}

/** What the pages for creating and updating a stack show beforehand. */
function previewTemplate(world: World, body: Record<string, unknown>): unknown {
  const [accountId, region] = [String(body.account), String(body.region)];
  const call = ownersCall(world, accountId, 'cloudformation', 'GetTemplateSummary', {}, region);
  const text = templateText(call, body);
  const template = parseTemplate(text);
  const defaults = Object.entries(template.Parameters).map(([name, spec]) => [name, String(spec.Default ?? '')]);
  const place = { partition: world.partition, accountId, region, stackId: '', stackName: String(body.stackName ?? '') };
  const { env } = makePlan(template, Object.fromEntries(defaults), place);
  return {
    description: template.Description ?? '',
    capabilities: neededCapabilities(template).capabilities,
    parameters: Object.entries(template.Parameters).map(([name, spec]) => ({
      name,
      description: spec.Description ?? '',
      default: String(spec.Default ?? ''),
      isHidden: String(spec.NoEcho) === 'true',
      allowed: spec.AllowedValues?.map(String) ?? [],
    })),
    resources: Object.entries(template.Resources).map(([logicalId, { Type, Properties = {} }]) => {
      return { logicalId, type: Type, name: nameOf(Properties, env.values) };
    }),
    text,
  };
}

function read(world: World, path: string, query: URLSearchParams): unknown {
  switch (path) {
    case '/_console/api/accounts': {
      const accounts = Object.values(world.state.accounts).map(({ accountId, name }) => ({ accountId, name }));
      return { accounts, region: partitionFacts[world.partition].region, now: world.now().toISOString() };
    }
    case '/_console/api/events':
      return {
        events: accountOf(world, query.get('account') ?? '')
          .events.slice(-200)
          .toReversed(),
      };
    default:
      throw new AwsError('NotFound', 'No page has this address.', 404);
  }
}

const POSTS: Readonly<Record<string, (world: World, body: Record<string, unknown>) => unknown>> = {
  '/_console/api/call': runAsOwner,
  '/_console/api/template': previewTemplate,
};

export async function serveConsole(world: World, request: SignedRequest): Promise<Answer> {
  const { path, query } = splitTarget(request.target);
  if (request.method === 'POST') {
    if (!isOwnPage(request))
      return json(403, { code: 'AccessDenied', message: 'Only the console page may call this.' });
    const work = own(POSTS, path);
    if (!work) return json(404, { code: 'NotFound', message: 'No page has this address.' });
    return answerJson(() => work(world, readJson(request)));
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return json(405, { code: 'MethodNotAllowed', message: 'Use GET or POST.' });
  }
  if (path.startsWith('/_console/api/')) return answerJson(() => read(world, path, query));
  const name = path.slice('/_console/'.length);
  if (FILES.includes(name)) return file(name);
  // Every other path is a view of the one page; the fragment selects it.
  return /^\/_console(\/|\/(cloudformation|iam|cloudtrail)\/home)?$/.test(path)
    ? file('console.html')
    : json(404, { code: 'NotFound', message: 'No page has this address.' });
}
