import type { AppProcess } from '../test/process/app-process.js';
import { drive, type Measured } from './load.js';

/** How long to measure. */
export interface Effort {
  /** How often each subject is measured at each number of connections; the medians count. */
  readonly rounds: number;
  readonly seconds: number;
}

export interface Subject {
  readonly name: string;
  readonly app: AppProcess;
  readonly bodies: readonly string[];
}

const connectionCounts = [1, 10, 50];

/** Measures two subjects in turns, so that what else happens on the machine meets both, and prints a table. */
export async function compare(title: string, desk: Subject, base: Subject, effort: Effort): Promise<void> {
  console.log(`\n${title}\n`);
  console.log('| connections | subject | requests/s | p50 ms | p99 ms | ratio |');
  console.log('| ---: | --- | ---: | ---: | ---: | ---: |');
  for (const { app, bodies } of [base, desk]) await drive(app.url, bodies, { connections: 10, seconds: 3 });
  for (const connections of connectionCounts) {
    const ofBase: Measured[] = [];
    const ofDesk: Measured[] = [];
    for (let round = 0; round < effort.rounds; round += 1) {
      ofBase.push(await drive(base.app.url, base.bodies, { connections, seconds: effort.seconds }));
      ofDesk.push(await drive(desk.app.url, desk.bodies, { connections, seconds: effort.seconds }));
    }
    const [middleOfBase, middleOfDesk] = [middle(ofBase), middle(ofDesk)];
    const ratio = middleOfDesk.perSecond / middleOfBase.perSecond;
    console.log(row(connections, base.name, middleOfBase, '1.00'));
    console.log(row(connections, desk.name, middleOfDesk, ratio.toFixed(2)));
  }
}

function row(connections: number, name: string, { perSecond, p50, p99 }: Measured, ratio: string): string {
  const cells = [connections, name, perSecond.toFixed(0), p50.toFixed(1), p99.toFixed(1), ratio];
  return `| ${cells.join(' | ')} |`;
}

/** The median of each figure over several runs. */
function middle(runs: readonly Measured[]): Measured {
  const median = (figure: keyof Measured) => {
    const sorted = runs.map((run) => run[figure]).sort((one, other) => one - other);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  };
  return { perSecond: median('perSecond'), p50: median('p50'), p99: median('p99') };
}
