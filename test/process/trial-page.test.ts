import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AppProcess, killEveryApp, startApp } from './app-process.js';
import { buildApp } from './built-app.js';
import { until } from './until.js';

const browsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const browserFile = browsers.find((file) => existsSync(file));
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where npm finds its registry: the trial fetches the local Slack with it. */
function npmSettings(): Record<string, string> {
  const names = Object.keys(process.env).filter((name) => name === 'HOME' || /^npm_config_/i.test(name));
  return Object.fromEntries(names.map((name) => [name, process.env[name] ?? '']));
}

// Skipped where no Chromium is installed: there is no browser to open the page in.
describe.skipIf(browserFile === undefined)('the page of the trial, in a browser', () => {
  let folder: string;
  let app: AppProcess;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    await buildApp();
    folder = await mkdtemp(join(tmpdir(), 'trial-page-'));
    app = await startApp(folder, npmSettings());
    await app.ready();
    const address = await until(
      'the address of the page',
      () => /http:\/\/localhost:\d+/.exec(app.output())?.[0],
    );
    browser = await chromium.launch({ executablePath: browserFile ?? '', args: quiet });
    page = await browser.newPage();
    await page.goto(address);
    await page.locator('.composer-input').waitFor();
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await killEveryApp();
    await rm(folder, { recursive: true, force: true });
  });

  async function types(text: string): Promise<void> {
    await page.locator('.composer-input').fill(text);
    await page.locator('.composer-send').click();
  }

  const messages = (text: string): Locator => page.locator('.msg', { hasText: text });

  it('takes a lead: command, form, submission, card', async () => {
    await types('/partner piste');
    const form = page.locator('.modal');
    await form.getByText('Nouvelle piste').waitFor();
    const field = (label: string) => form.locator('.bk-input', { hasText: label }).locator('input').first();
    await field('Ou un nouveau partenaire').fill('Observatoire de Lilliput');
    await field('Objet').fill('Un télescope en commun');
    await form.getByRole('button', { name: 'Enregistrer' }).click();
    const card = messages('Observatoire de Lilliput — Un télescope en commun').last();
    await card.waitFor();
    await card.getByRole('button', { name: 'Publier dans le canal' }).waitFor();
    expect(await form.count()).toBe(0);
  });

  it('shows a refused form with what is wrong, and keeps what was typed', async () => {
    await types('/partner piste');
    const form = page.locator('.modal');
    const object = form.locator('.bk-input', { hasText: 'Objet' }).locator('input').first();
    await object.fill('Une idée');
    await form.getByRole('button', { name: 'Enregistrer' }).click();
    await form.getByText('Choisissez un partenaire, ou nommez-en un nouveau.').waitFor();
    expect(await object.inputValue()).toBe('Une idée');
    await form.getByRole('button', { name: 'Annuler' }).click();
  });

  it('posts a digest, and a button of it settles its line', async () => {
    await types('/partner récap suivis publier');
    const posted = page.locator('.msg', { hasNotText: 'only visible to you' });
    const digest = posted.filter({ has: page.getByRole('button', { name: 'Fait' }) }).last();
    await digest.getByRole('button', { name: 'Fait' }).first().click();
    await digest.getByText('fait par').waitFor();
    expect(await digest.getByText('@Amina Berrada').count()).toBeGreaterThan(0);
  });
});
