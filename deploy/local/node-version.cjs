// Runs on any Node, however old: one clear sentence instead of a syntax error.
var wanted = [20, 20];
var running = process.versions.node.split('.').map(Number);
if (running[0] < wanted[0] || (running[0] === wanted[0] && running[1] < wanted[1])) {
  console.error('Drawbridge needs Node 20.20 or newer (22 recommended); this is Node ' + process.versions.node + '.');
  process.exit(1);
}
