// Passes a document client's calls directly to the actions of an embedded DynamoDB in the same process: the SDK's
// middlewares and HTTP take most of the time of a call. Only a success is answered here. A call that fails goes through
// the SDK as well, which makes the error from the same answer.
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import validations from 'dynalite/validations/index.js';
import { type LocalDynamoDB, type LocalDynamoDBOptions, startDynamoDB } from '../../deploy/local/dynamodb.js';
import { newestStore, type Store } from './memory-store.js';
import { type Answered, withSocketsOnceFaulty } from './without-sockets.js';

const require = createRequire(import.meta.url);

type Act = (store: Store, input: object, done: (error: unknown, output?: object) => void) => void;

interface Action {
  types: Record<string, unknown>;
  custom: unknown;
  act: Act;
}

const names = ['batchGetItem', 'batchWriteItem', 'deleteItem', 'getItem', 'putItem', 'query', 'scan', 'updateItem'];

/** By the name of the command: `GetCommand`. */
const actions = new Map<string, Action>(
  names.map(name => {
    const { types, custom } = require(`dynalite/validations/${name}`) as Omit<Action, 'act'>;
    const command = name.replace(/Item$/, '').replace(/^./, first => first.toUpperCase());
    return [`${command}Command`, { types, custom, act: require(`dynalite/actions/${name}`) as Act }];
  }),
);

/** As the database's own server does. */
function answerOf(store: Store, { types, custom, act }: Action, sent: object): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const refuse = (error: unknown) => {
      const { statusCode, body } = error as Partial<Answered>;
      if (statusCode && body) resolve({ statusCode, body });
      else reject(error);
    };
    try {
      const input = validations.checkTypes(sent, types);
      validations.checkValidations(input, types, custom, store);
      act(store, input, (error, output) => (error ? refuse(error) : resolve({ statusCode: 200, body: output! })));
    } catch (error) {
      refuse(error);
    }
  });
}

const stores = new Map<number, Store>();

/** A database that answers this process directly until a fault rule is set, and others over its port. */
export async function startDirectDynamoDB(options: LocalDynamoDBOptions = {}): Promise<LocalDynamoDB> {
  const starting = startDynamoDB(options);
  // In memory it is created at once, and others may start meanwhile. A folder is opened for a look first.
  const inMemory = newestStore();
  const dynamodb = await starting;
  const store = options.folder === undefined ? inMemory : newestStore();
  if (!store) return dynamodb;
  const { port } = dynamodb.server.address() as AddressInfo;
  stores.set(port, store);
  const end = () => void stores.delete(port);
  dynamodb.server.once('close', end);
  withSocketsOnceFaulty(dynamodb, end);
  return dynamodb;
}

type Next = (args: { input: object }) => Promise<{ output: object }>;
type Middleware = (next: Next, context: object) => Next;

/** The parts of a command of the document client that its declaration leaves out. */
interface Command {
  input: object;
  clientCommand: { middlewareStack: object };
  addMarshallingMiddleware(config: object): void;
}

/** The middlewares with which the command translates between items and DynamoDB's own notation. */
function translationOf(command: Command, config: object): Middleware[] {
  const found: Middleware[] = [];
  const { clientCommand } = command;
  const { middlewareStack } = clientCommand;
  clientCommand.middlewareStack = { addRelativeTo: (middleware: Middleware) => found.push(middleware) };
  command.addMarshallingMiddleware(config);
  clientCommand.middlewareStack = middlewareStack;
  return found;
}

const nameOf = (entry: string) => entry.split(' - ')[0]!;
const usual = new Set(new DynamoDBClient({ region: 'us-east-1' }).middlewareStack.identify().map(nameOf));
usual.add('translateFaults');

const ports = new WeakMap<DynamoDBDocumentClient, number | undefined>();

/** Undefined for a client with other middlewares than the kit's usual ones, such as that of tracing. */
async function portOf(client: DynamoDBDocumentClient): Promise<number | undefined> {
  if (ports.has(client)) return ports.get(client);
  const { middlewareStack, config } = client;
  const isUsual = middlewareStack.identify().every(entry => usual.has(nameOf(entry)));
  const port = isUsual ? (await config.endpoint?.())?.port : undefined;
  ports.set(client, port);
  const { add } = middlewareStack;
  Object.assign(middlewareStack, {
    add: (...given: Parameters<typeof add>) => {
      ports.set(client, undefined);
      add(...given);
    },
  });
  return port;
}

type Send = (this: DynamoDBDocumentClient, command: unknown, options?: unknown) => Promise<unknown>;
const send = DynamoDBDocumentClient.prototype.send as Send;

const sendDirectly: Send = async function (given, options) {
  const command = given as Command;
  const action = actions.get(command.constructor.name);
  const port = action && options === undefined ? await portOf(this) : undefined;
  const store = port === undefined ? undefined : stores.get(port);
  if (!store || !action) return send.call(this, given, options);
  let failed: Answered | undefined;
  const call: Next = async ({ input }) => {
    const { statusCode, body } = await answerOf(store, action, input);
    if (statusCode !== 200) failed = { statusCode, body };
    return { output: { $metadata: { httpStatusCode: 200, attempts: 1, totalRetryDelay: 0 }, ...body } };
  };
  const translated = translationOf(command, this.config).reduce((next, each) => each(next, {}), call);
  const { output } = await translated({ input: command.input });
  return failed ? send.call(this, given, { answered: failed }) : output;
};

if (process.env.DRAWBRIDGE_SOCKETS !== 'all') Object.assign(DynamoDBDocumentClient.prototype, { send: sendDirectly });
