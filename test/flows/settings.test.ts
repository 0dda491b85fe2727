import { describe, expect, it } from 'vitest';
import { findSettings } from '../../src/workspace/workspace-store.js';
import { framework, registerAgreement } from '../support/agreements.js';
import { amina, claire, openDesk, youssef } from '../support/desk.js';
import { addLeads } from '../support/leads.js';
import { opened, read, said } from '../support/reading.js';

describe('the settings of the workspace', () => {
  it('are shown to everybody, and changed by administrators of Slack alone', async () => {
    const { slack } = await openDesk();
    const seen = await slack.as(claire).command('/partner settings');
    expect(seen.modal).toBeUndefined();
    expect(said(seen)).toContain('Only an administrator');
    expect(said(seen)).toContain('Africa/Casablanca');
    expect(opened(await slack.as(youssef).command('/partner reglages')).view.callback_id).toBe('workspace');
  });

  it('change the language, the time zone and the working days', async () => {
    const { slack } = await openDesk();
    const form = opened(await slack.as(youssef).command('/partner settings'));
    const seen = await slack.as(youssef).submits(form, {
      language: 'en',
      timeZone: 'Europe/Paris',
      workingDays: ['monday', 'tuesday', 'wednesday', 'thursday'],
      leadTimeDays: '15',
    });
    expect(said(seen)).toContain('enregistrés');
    expect(said(await slack.as(youssef).command('/partner'))).toContain('Nothing waits for you');
    const now = said(await slack.as(amina).command('/partner settings'));
    expect(now).toContain('Anglais · Europe/Paris');
    expect(now).toContain('Lundi, Mardi, Mercredi et Jeudi');
    expect(now).toContain('15 jours ouvrés');
  });

  it('keep the holidays of the country but for those that are worked, and further days off', async () => {
    const { slack, database } = await openDesk();
    expect(said(await slack.as(claire).command('/partner settings'))).toContain(
      'Days off: holidays of Morocco; next: 1 Jan 2027 (New Year’s Day), 11 Jan 2027',
    );
    const form = opened(await slack.as(youssef).command('/partner settings'));
    expect(form.view.state.values['holidayCountry']).toMatchObject({
      'workspace.country': { selected_option: { value: 'MA' } },
    });
    const refused = await slack.as(youssef).submits(form, { daysOff: '2026-12-24\nun de ces jours' });
    expect(refused.errors).toEqual({
      daysOff: expect.stringContaining('« un de ces jours » n’est pas un jour'),
    });
    await slack.as(youssef).submits(opened(refused), {
      daysOff: '24 décembre 2026\n2026-12-28 – 2026-12-30',
      workedHolidays: ['2027-01-01'],
    });
    const settings = await findSettings(database.scoped(slack.teamId));
    expect(settings?.calendar).toMatchObject({ country: 'MA', workedHolidays: new Set(['2027-01-01']) });
    expect([...(settings?.calendar.daysOff ?? [])]).toEqual([
      '2026-12-24',
      '2026-12-28',
      '2026-12-29',
      '2026-12-30',
    ]);
    expect(said(await slack.as(amina).command('/partner settings'))).toContain(
      'les prochains : 24 déc. 2026, 28 déc. 2026 et 29 déc. 2026',
    );
    const again = opened(await slack.as(youssef).command('/partner settings'));
    expect(again.view.state.values['daysOff']).toMatchObject({
      input: { value: '2026-12-24\n2026-12-28 – 2026-12-30' },
    });
    const unknown = await slack.as(youssef).submits(again, { holidayCountry: 'QA' });
    expect(Object.keys(unknown.errors)).toEqual(['holidayCountry']);
  });

  it.each([
    [{ timeZone: 'Casablanca' }, 'timeZone', /fuseau horaire/],
    [{ workingDays: [] }, 'workingDays', /au moins un jour/],
    [{ leadTimeDays: 'dix' }, 'leadTimeDays', /nombre entier entre 0 et 250/],
  ])('refuse %j at the field', async (values, field, problem) => {
    const { slack } = await openDesk();
    const form = opened(await slack.as(youssef).command('/partner settings'));
    const seen = await slack.as(youssef).submits(form, values);
    expect(seen.errors).toEqual({ [field]: expect.stringMatching(problem) });
  });

  it('are refused to whoever is no administrator any more when the form is sent', async () => {
    const { slack } = await openDesk();
    const form = opened(await slack.as(youssef).command('/partner settings'));
    slack.changePerson(youssef, { isAdmin: false });
    await slack.sendEvent({ type: 'user_change', user: { id: youssef } });
    const seen = await slack.as(youssef).submits(form, { language: 'en' });
    expect(seen.errors).toEqual({ language: expect.stringMatching(/administrateur/) });
  });

  it('decide at once by when renewals are to be decided, and so does taking them back', async () => {
    const desk = await openDesk();
    const { slack, database, app } = desk;
    const { partnerId } = await addLeads(desk, 'ODCO', []);
    await database.scoped(slack.teamId).agreement.create({
      data: {
        partnerId,
        kind: 'framework',
        reference: 'C-1',
        title: 'Cadre',
        startsOn: new Date('2022-01-10'),
        termKind: 'fixed_end',
        endsOn: new Date('2027-01-08'),
        renewal: 'none',
        ownerId: amina,
        createdById: amina,
      },
    });
    await app.refreshTerms();
    const decideBy = async () =>
      (await database.scoped(slack.teamId).agreement.findFirstOrThrow()).decideByOn
        ?.toISOString()
        .slice(0, 10);
    // New Year's Day is no working day in Morocco.
    expect(await decideBy()).toBe('2026-12-24');
    const settings = opened(await slack.as(youssef).command('/partner settings'));
    await slack.as(youssef).submits(settings, { leadTimeDays: '20' });
    await expect.poll(decideBy).toBe('2026-12-10');
    const again = opened(await slack.as(youssef).command('/partner settings'));
    await slack.as(youssef).submits(again, { workingDays: ['monday'] });
    await expect.poll(decideBy).toBe('2026-08-17');
    await slack.as(youssef).command('/partner undo');
    await expect.poll(decideBy).toBe('2026-12-10');
  });

  it('that another replica wrote reach what was computed by the ones before, once they are known here', async () => {
    const desk = await openDesk();
    const { slack, database, app, clock } = desk;
    const register = database.scoped(slack.teamId);
    await slack.as(youssef).command('/partner settings');
    await register.workspace.update({ where: { id: slack.teamId }, data: { leadTimeDays: 20 } });
    await app.refreshTerms();
    const { length: _, ...named } = framework;
    await registerAgreement(desk, { ...named, termKind: 'fixed_end', endsOn: '2027-01-08' }, amina);
    const decideBy = async () => (await register.agreement.findFirst())?.decideByOn?.toISOString();
    expect(await decideBy(), 'by the settings remembered here').toContain('2026-12-24');
    clock.now = new Date(clock.now.getTime() + 31_000);
    await slack.as(amina).command('/partner renewals');
    await expect.poll(decideBy).toContain('2026-12-10');
  });

  it('can be taken back', async () => {
    const { slack } = await openDesk();
    const form = opened(await slack.as(youssef).command('/partner settings'));
    await slack.as(youssef).submits(form, { language: 'en' });
    const undone = await slack.as(youssef).command('/partner undo');
    expect(read(undone.ephemerals[0]?.blocks)).toContain('the change of settings');
    expect(said(await slack.as(youssef).command('/partner'))).toContain('Rien ne vous attend');
  });
});
