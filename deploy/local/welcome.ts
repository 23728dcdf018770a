// The text that the local run prints when it is ready.
import type { Sample } from './seed.js';

export function welcome(it: Sample & { publicUrl: string; awsUrl: string; folder: string }): string {
  const { operatorKey, backendKey, supportKey, personsKey, auditorKey, tenantId, connectionId } = it.kept;
  const connection = `${it.publicUrl}/v1/tenants/${tenantId}/connections/${connectionId}`;
  const bearer = (key: string) => `-H 'Authorization: Bearer ${key}'`;
  const backend = bearer(backendKey);
  const json = `-H 'Content-Type: application/json'`;
  const post = `curl -s ${backend} ${json} -d '{}' ${connection}`;
  const third = {
    verified: `${post}/sessions`,
    pending: `curl -s ${backend} ${connection}/delivery`,
    // Shows who suspended it and why.
    suspended: `curl -s ${backend} ${connection}/history`,
  }[it.state];
  const after = `After the launch:
  ${post}/sessions
  curl -s ${bearer(personsKey)} ${json} -d '{"kind":"manage","person":"You"}' ${connection}/links

`;
  // Until the check has finished, the connection shows the health from before it.
  const newCheck = `$(${post}/checks | sed 's/.*"id":"\\(chk_[a-z0-9]*\\)".*/\\1/')`;
  const drift = `Then change the role: open ${it.awsUrl}/_console, choose Roles and add an inline policy.
Start a check, wait for its result and read the finding:
  curl -s ${backend} "${connection}/checks/${newCheck}?waitSeconds=25"
  curl -s ${backend} ${connection}

`;
  const ended = 'Access of the sample connection has ended. Start again with npm start -- --fresh.\n\n';
  const suspended =
    'The sample connection is suspended: its manage page shows who suspended it and how to resume it.\n\n';
  const before = { pending: after, suspended }[it.state] ?? '';
  const more = third === undefined ? ended : `${before}${drift}`;
  const linkName = it.link?.kind === 'hand-off' ? 'Hand-off link' : 'Manage link  ';
  const expired = 'The sample connection has expired. Start again with npm start -- --fresh.';
  return `
Drawbridge is running. This is a local run: nothing here is AWS, and nothing counts as evidence.

  ${it.link ? `${linkName}  ${it.link.url}` : expired}
  API reference  ${it.publicUrl}/docs
  Local AWS      ${it.awsUrl}/_console
  Operator key   ${operatorKey}
  Backend key    ${backendKey}
  Support key    ${supportKey}
  Links key      ${personsKey}
  Auditor key    ${auditorKey}
  Data           ${it.folder}   (npm start -- --fresh deletes it and starts again)

Try:
  curl -s ${bearer(operatorKey)} ${it.publicUrl}/v1/tenants
  curl -s ${backend} ${connection}
  ${third ?? `curl -s ${backend} ${connection}/history`}

${more}Pages and API responses contain commands for the customer's AWS CLI. To run them here, use the keys of the sample
account's admin. (The local AWS does not support Access Analyzer.)
  export AWS_ACCESS_KEY_ID=${it.admin.accessKeyId}
  export AWS_SECRET_ACCESS_KEY=${it.admin.secretAccessKey}
  export AWS_DEFAULT_REGION=us-east-1

Press Ctrl-C to stop.
`;
}
