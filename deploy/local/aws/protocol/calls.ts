// Runs one call and records it, whether it comes from a client, CloudFormation or the console page.
import { recordEvent } from '../cloudtrail/record.js';
import type { Action, Call } from '../world.js';
import { AwsError } from './wire.js';

export async function runCall(call: Call, action: Action): Promise<unknown> {
  try {
    const result = await action(call);
    recordEvent(call, { result });
    return result;
  } catch (error) {
    if (error instanceof AwsError) recordEvent(call, { error });
    throw error;
  }
}
