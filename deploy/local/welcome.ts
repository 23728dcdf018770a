// What the local run prints when it is ready.
import type { Sample } from './seed.js';

export function welcome(it: Sample & { publicUrl: string; awsUrl: string; folder: string }): string {
  const { operatorKey, backendKey, supportKey, auditorKey, tenantId, connectionId } = it.kept;
  const connection = `${it.publicUrl}/v1/tenants/${tenantId}/connections/${connectionId}`;
  const bearer = (key: string) => `-H 'Authorization: Bearer ${key}'`;
  const backend = bearer(backendKey);
  const json = `-H 'Content-Type: application/json'`;
  const asked = `curl -s ${backend} ${json} -d '{}' ${connection}`;
  const third = {
    verified: `${asked}/sessions`,
    pending: `curl -s ${backend} ${connection}/delivery`,
    // What was suspended, by whom and why.
    suspended: `curl -s ${backend} ${connection}/history`,
  }[it.state];
  const after = `After the launch:
  ${asked}/sessions
  curl -s ${backend} ${json} -d '{"kind":"manage","person":"You"}' ${connection}/links

`;
  // The connection still shows the health before the check until that one has finished.
  const newCheck = `$(${asked}/checks | sed 's/.*"id":"\\(chk_[a-z0-9]*\\)".*/\\1/')`;
  const drift = `Then change the role (${it.awsUrl}/_console, Roles: add an inline policy), check it and wait for the result, and read the finding:
  curl -s ${backend} "${connection}/checks/${newCheck}?waitSeconds=25"
  curl -s ${backend} ${connection}

`;
  const isOver = third === undefined;
  const ended = 'The access of the sample has ended; npm start -- --fresh begins anew.\n\n';
  const suspended = 'The access of the sample is suspended: its manage page says by whom and how it comes back.\n\n';
  const before = { pending: after, suspended }[it.state] ?? '';
  const more = isOver ? ended : `${before}${drift}`;
  return `
Drawbridge is running. This is a local run: nothing here is AWS and nothing is evidence.

  ${it.link ? `${it.link.kind === 'hand-off' ? 'Hand-off link' : 'Manage link  '}  ${it.link.url}` : 'The sample connection has expired; begin anew with -- --fresh'}
  API reference  ${it.publicUrl}/docs
  Local AWS      ${it.awsUrl}/_console
  Operator key   ${operatorKey}
  Backend key    ${backendKey}
  Support key    ${supportKey}
  Auditor key    ${auditorKey}
  Data           ${it.folder}   (npm start -- --fresh begins anew)

Try:
  curl -s ${bearer(operatorKey)} ${it.publicUrl}/v1/tenants
  curl -s ${backend} ${connection}
  ${third ?? `curl -s ${backend} ${connection}/history`}

${more}Pages and answers print commands for the customer's AWS CLI. To run them here (all but stack drift
and Access Analyzer, which the local AWS does not play), be the admin of the sample account:
  export AWS_ACCESS_KEY_ID=${it.admin.accessKeyId} AWS_SECRET_ACCESS_KEY=${it.admin.secretAccessKey} AWS_DEFAULT_REGION=us-east-1

Ctrl-C stops it.
`;
}
