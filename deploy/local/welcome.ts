// What the local run prints when it is ready.
import type { Sample } from './seed.js';

export function welcome(it: Sample & { publicUrl: string; awsUrl: string; folder: string }): string {
  const { operatorKey, backendKey, supportKey, tenantId, connectionId } = it.kept;
  const connection = `${it.publicUrl}/v1/tenants/${tenantId}/connections/${connectionId}`;
  const bearer = (key: string) => `-H 'Authorization: Bearer ${key}'`;
  const third =
    it.state === 'verified'
      ? `-H 'Content-Type: application/json' -d '{}' ${connection}/sessions`
      : `${connection}/delivery`;
  const after =
    it.state === 'verified'
      ? ''
      : `After the launch:
  curl -s ${bearer(backendKey)} -H 'Content-Type: application/json' -d '{}' ${connection}/sessions
  curl -s ${bearer(backendKey)} -H 'Content-Type: application/json' -d '{"kind":"manage","person":"You"}' ${connection}/links

`;
  return `
Drawbridge is running. This is a local run: nothing here is AWS and nothing is evidence.

  ${it.link ? `${it.link.kind === 'hand-off' ? 'Hand-off link' : 'Manage link  '}  ${it.link.url}` : 'The sample connection has expired; begin anew with -- --fresh'}
  API reference  ${it.publicUrl}/docs
  Local AWS      ${it.awsUrl}/_console
  Operator key   ${operatorKey}
  Backend key    ${backendKey}
  Support key    ${supportKey}
  Data           ${it.folder}   (npm start -- --fresh begins anew)

Try:
  curl -s ${bearer(operatorKey)} ${it.publicUrl}/v1/tenants
  curl -s ${bearer(backendKey)} ${connection}
  curl -s ${bearer(backendKey)} ${third}

${after}Ctrl-C stops it.
`;
}
