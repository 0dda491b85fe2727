import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// On a server, what does not meet the database, or meets the embedded one only, would run a second time for nothing.
const sameWithoutServer = [
  'test/process/**',
  'test/trial/**',
  'test/support/**',
  'test/calendar/**',
  'test/language/**',
  'test/slack/**',
  'test/database/{power-cut,folder-lock,planned-statements}.test.ts',
  'test/agreements/{explain,family,flags,length,renewal,renewals-index,term-*,typed-parts}.test.ts',
];
// What takes a quarter of a minute and more.
const long = /\/(?:crash|start-stop|power-cut|chaos|trial-page|(?:renewals|search|trail)-index)\.test\.ts$/;

/** Begins with the long files: one worker would else be left with one of them while the other has nothing to do. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => long.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

const onServer = Boolean(process.env['TEST_DATABASE_URL']);

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    exclude: [...configDefaults.exclude, ...(onServer ? sameWithoutServer : [])],
    // Most tests wait for a database: two at a time keep both cores of a small machine busy.
    maxWorkers: 2,
    sequence: { sequencer: LongFirst },
    // Files share what is costly to load: the database, Prisma's compiler, the dictionaries of dates.
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
