// node keep-child.mjs COMMAND [ARGUMENT…]: runs a command for as long as the process that started this one lives.
// That process holds the other end of our standard input, which the system closes even where it is killed
// outright; without this a killed application would leave its child behind.

import { spawn } from 'node:child_process';

const [command, ...options] = process.argv.slice(2);
const child = spawn(command, options, { stdio: ['ignore', 'inherit', 'inherit'], windowsHide: true });

let ending = false;
function end() {
  if (ending) return;
  ending = true;
  child.kill('SIGTERM');
  setTimeout(() => child.kill('SIGKILL'), 2000).unref();
}

// Ctrl-C is for the application, which closes our input once it has said goodbye.
process.on('SIGINT', () => {});
process.on('SIGTERM', end);
process.on('SIGHUP', end);
process.stdin.on('close', end);
process.stdin.resume();

child.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : ending ? 0 : 1));
