// The port wished for, or the next free one after it; a taken port is named, with what wished for it and how to wish else.
import { createServer } from 'node:net';

const triesAtMost = 50;

export async function freePort(wished: number, what: string): Promise<number> {
  for (let port = wished; port < wished + triesAtMost; port += 1) {
    if (await isFree(port)) return port;
    process.stdout.write(
      `Port ${port} for ${what} is taken; trying ${port + 1}. (DRAWBRIDGE_PORT wishes for another.)\n`,
    );
  }
  throw new Error(`No free port for ${what} from ${wished} to ${wished + triesAtMost - 1}: set DRAWBRIDGE_PORT.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
