import { describe, expect, it, vi } from 'vitest';
import { amina, claire, omar, openDesk, partenariats } from '../support/desk.js';
import { opened, read, said, shown } from '../support/reading.js';

const lastTold = (messages: readonly { blocks: unknown }[]) => read(messages.at(-1)?.blocks);

describe('someone who is away', () => {
  it('names a deputy until a day, who is told through that day of what they are given', async () => {
    const { slack, clock } = await openDesk();
    const seen = await slack.as(amina).command('/partner absence jusqu’au 30 novembre <@U0OMAR>');
    expect(said(seen)).toContain('Absence notée jusqu’au lun. 30 nov. inclus. @U0OMAR reçoit les mêmes');
    await slack.as(claire).command('/partner todo Call them <@U0AMINA>');
    await vi.waitFor(() => {
      expect(lastTold(slack.as(amina).directMessages)).toContain('Call them');
      expect(lastTold(slack.as(omar).directMessages)).toContain('@U0AMINA s’absente jusqu’au lun. 30 nov.');
      expect(lastTold(slack.as(omar).directMessages)).toContain('Call them');
    });

    clock.now = new Date('2026-11-30T20:00:00Z');
    await slack.as(claire).command('/partner todo Still away <@U0AMINA>');
    await vi.waitFor(() => expect(lastTold(slack.as(omar).directMessages)).toContain('Still away'));
    clock.now = new Date('2026-12-01T08:00:00Z');
    await slack.as(claire).command('/partner todo Back again <@U0AMINA>');
    await vi.waitFor(() => expect(lastTold(slack.as(amina).directMessages)).toContain('Back again'));
    await slack.as(claire).command('/partner todo And again <@U0AMINA>');
    await vi.waitFor(() => expect(lastTold(slack.as(amina).directMessages)).toContain('And again'));
    expect(slack.as(omar).directMessages).toHaveLength(2);
  });

  it('is named with the deputy where what they were given before is due, until they are back', async () => {
    const { slack } = await openDesk();
    await slack.as(claire).command('/partner todo Send the draft <@U0AMINA> by 24/11/2026');
    await slack.as(amina).command('/partner absence jusqu’au 30/11/2026 <@U0OMAR>');
    const both = '@U0AMINA (absence jusqu’au lun. 30 nov. : @U0OMAR)';
    const digest = shown(await slack.as(claire).command('/partner digest followups post'));
    expect(read(digest.blocks)).not.toContain('refused');
    const posted = () => read(slack.channel(partenariats).messages[0]?.blocks);
    expect(posted()).toContain(both);
    const [message] = slack.channel(partenariats).messages;
    if (message === undefined) throw new Error('no digest');
    await slack.as(omar).chooses(message, 'follow_ups.snooze', 'D’une semaine');
    expect(posted()).toContain(both);
    await slack.as(amina).command('/partner retour');
    await slack.as(omar).chooses(message, 'follow_ups.snooze', 'D’une semaine');
    expect(posted()).toContain('@U0AMINA');
    expect(posted()).not.toContain('@U0OMAR');
  });

  it('comes back earlier, and can take either back', async () => {
    const { slack, database } = await openDesk();
    const absences = () => database.scoped(slack.teamId).absence.count();
    await slack.as(amina).command('/partner absence jusqu’au 30/11/2026 <@U0OMAR>');
    await slack.as(amina).command('/partner annuler');
    expect(await absences()).toBe(0);
    await slack.as(amina).command('/partner absence jusqu’au 30/11/2026 <@U0OMAR>');
    expect(said(await slack.as(amina).command('/partner retour'))).toContain('Bon retour');
    await slack.as(claire).command('/partner todo Call them <@U0AMINA>');
    expect(slack.as(omar).directMessages).toEqual([]);
    expect(said(await slack.as(amina).command('/partner retour'))).toContain('aucune absence n’est notée');
  });

  it('is asked in a form for what was not typed', async () => {
    const { slack, database } = await openDesk();
    const counted = opened(await slack.as(claire).command('/partner away within 5 working days'));
    expect(counted.view.state.values['until']).toMatchObject({ input: { selected_date: '2026-11-30' } });
    const form = opened(await slack.as(claire).command('/partner away until 27 November'));
    expect(form.view.state.values['until']).toMatchObject({ input: { selected_date: '2026-11-27' } });
    const refused = await slack.as(claire).submits(form, { deputy: claire });
    expect(refused.errors).toEqual({ deputy: expect.stringContaining('other than yourself') });
    const past = await slack.as(claire).submits(opened(refused), { deputy: omar, until: '2026-11-20' });
    expect(past.errors).toEqual({ until: expect.stringContaining('has passed') });
    const seen = await slack.as(claire).submits(opened(past), { until: '2026-11-25' });
    expect(said(seen)).toContain('You are away until Wed 25 Nov');
    expect(await database.scoped(slack.teamId).absence.findMany()).toMatchObject([{ deputyId: omar }]);
  });
});
