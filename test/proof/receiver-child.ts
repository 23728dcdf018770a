// A receiver process of the kill test of events: prints each event as one line, and then answers. It ends itself with
// `kill -9` at the nth, after the line and before the answer.
import { createServer } from 'node:http';

const [port = '', last = ''] = process.argv.slice(2);
let left = Number(last);

createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  const { connectionId, revision } = JSON.parse(body).data;
  // Writing to a pipe is synchronous, so the line is out before the process ends.
  process.stdout.write(`${JSON.stringify({ id: request.headers['webhook-id'], connectionId, revision })}\n`);
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
  else response.writeHead(204).end();
}).listen(Number(port), '127.0.0.1');
