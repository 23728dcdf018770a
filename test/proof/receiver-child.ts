// A receiver process to be killed: prints each event that came as one line, and then answers. At the nth it is gone,
// `kill -9`, after the line and before the answer. Run by the kill test of events alone.
import { createServer } from 'node:http';

const [port = '', last = ''] = process.argv.slice(2);
let left = Number(last);

createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  const { connectionId, revision } = JSON.parse(body).data;
  // A pipe takes the line at once, so it is out before the end.
  process.stdout.write(`${JSON.stringify({ id: request.headers['webhook-id'], connectionId, revision })}\n`);
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
  else response.writeHead(204).end();
}).listen(Number(port), '127.0.0.1');
