// The table of a world, to read and edit items behind the service's back.
import type { Test } from 'tap';
import { makeDynamoDB } from '../../api/stores/dynamodb.js';
import type { World } from './world.js';

export function documentsOf(t: Pick<Test, 'teardown'>, { config }: Pick<World, 'config'>) {
  const { client, documents } = makeDynamoDB({
    region: config.region,
    endpoint: config.dynamodbEndpoint!,
    credentials: config.credentials!,
  });
  t.teardown(() => client.destroy());
  return documents;
}
