// Finds the preferred port or the next free one after it, and reports each port that is in use.
import { createServer } from 'node:net';

const maxTries = 50;

export async function freePort(preferred: number, what: string): Promise<number> {
  for (let port = preferred; port < preferred + maxTries; port += 1) {
    if (await isFree(port)) return port;
    process.stdout.write(
      `Port ${port} for ${what} is in use; trying ${port + 1}. (Set DRAWBRIDGE_PORT to choose another.)\n`,
    );
  }
  throw new Error(`No free port for ${what} from ${preferred} to ${preferred + maxTries - 1}: set DRAWBRIDGE_PORT.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
