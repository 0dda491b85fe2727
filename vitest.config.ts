import { configDefaults, defineConfig } from 'vitest/config';

// On a server, what does not meet the database, or meets the embedded one only, would run a second time for nothing.
const sameWithoutServer = [
  'test/process/**',
  'test/trial/**',
  'test/support/**',
  'test/calendar/**',
  'test/language/**',
  'test/slack/**',
  'test/database/{power-cut,folder-lock}.test.ts',
  'test/agreements/{explain,family,flags,length,renewal,renewals-index,term-*,typed-parts}.test.ts',
];
const onServer = Boolean(process.env['TEST_DATABASE_URL']);

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    exclude: [...configDefaults.exclude, ...(onServer ? sameWithoutServer : [])],
    // Most tests wait for a database: two at a time keep both cores of a small machine busy.
    maxWorkers: 2,
    // Files share what is costly to load: the database, Prisma's compiler, the dictionaries of dates.
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
