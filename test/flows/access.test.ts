import { describe, expect, it } from 'vitest';
import { amina, channelGuest, guest, openDesk, partenariats, stranger } from '../support/desk.js';
import { opened, read, said } from '../support/reading.js';

const outsiders = [
  ['a guest of several channels', guest, /réservé aux membres/],
  ['a guest of one channel', channelGuest, /for members of this workspace/],
  ['someone of another organisation', stranger, /for members of this workspace/],
] as const;

describe.each(outsiders)('%s', (_, person, refusal) => {
  it('is refused politely for every command, and gets no data', async () => {
    const { slack } = await openDesk();
    await slack.as(amina).submits(opened(await slack.as(amina).command('/partner lead')), {
      newPartner: 'Secret Partner',
      object: 'Secret',
    });
    for (const text of [
      '',
      'help',
      'leads',
      'find Secret',
      'show Secret Partner',
      'lead',
      'todo x',
      'settings',
    ]) {
      const seen = await slack.as(person).command(`/partner ${text}`);
      expect(said(seen)).toMatch(refusal);
      expect(seen.modal).toBeUndefined();
      expect(said(seen)).not.toContain('Secret');
    }
  });

  it('is refused on Home', async () => {
    const { slack } = await openDesk();
    const { home } = await slack.as(person).opensHome();
    expect(read(home?.view.blocks)).toMatch(refusal);
  });

  it('is refused at the buttons of a message that they see in a channel', async () => {
    const { slack, database } = await openDesk();
    const saved = await slack.as(amina).submits(opened(await slack.as(amina).command('/partner lead')), {
      newPartner: 'ODCO',
      object: 'Stages',
    });
    const [card] = saved.ephemerals;
    if (card === undefined) throw new Error('no card');
    await slack.as(amina).clicks(card, 'Publier dans le canal');
    const [posted] = slack.channel(partenariats).messages;
    if (posted === undefined) throw new Error('nothing posted');
    const seen = await slack.as(person).chooses(posted, 'leads.move', 'Gagnée');
    expect(said(seen)).toMatch(refusal);
    expect(await database.scoped(slack.teamId).lead.findMany()).toMatchObject([{ stage: 'identified' }]);
  });
});

describe('a colleague who becomes a guest', () => {
  it('is refused in the form that they had open, and in its type-ahead menu', async () => {
    const { slack, database } = await openDesk();
    const scoped = database.scoped(slack.teamId);
    await slack.as(amina).command('/partner');
    await scoped.partner.createMany({
      data: Array.from({ length: 101 }, (_, index) => ({
        name: `Partner ${index}`,
        searchText: `|partner ${index}|`,
        createdById: amina,
      })),
    });
    const form = opened(await slack.as(amina).command('/partner lead'));
    expect(await slack.as(amina).types(form, 'partner', 'Partner 10')).toHaveLength(2);
    slack.changePerson(amina, { isRestricted: true });
    await slack.sendEvent({ type: 'user_change', user: { id: amina } });
    expect(await slack.as(amina).types(form, 'partner', 'Partner 10')).toEqual([]);
    const seen = await slack.as(amina).submits(form, { newPartner: 'X', object: 'Y' });
    expect(Object.values(seen.errors)).toEqual([expect.stringMatching(/réservé aux membres/)]);
    expect(await scoped.lead.count()).toBe(0);
  });
});
