import { describe, expect, it } from 'vitest';
import { amina, claire, omar, openDesk, youssef } from '../support/desk.js';
import { addLeads, objectsIn } from '../support/leads.js';
import { opened, read, said, shown } from '../support/reading.js';
import { buttonsOf, type Message } from '../support/slack/slack-double.js';

const objects = ['Alpha', 'Bravo', 'Charlie', 'Delta', 'Echo'];

describe('the pipeline', () => {
  it('is sorted by next step within each stage, and counts every stage', async () => {
    const desk = await openDesk();
    const { ids } = await addLeads(desk, 'P', [
      { object: 'Alpha', since: '2026-01-05T08:00:00Z' },
      { object: 'Bravo' },
      { object: 'Charlie' },
      { object: 'Delta', stage: 'negotiation' },
    ]);
    await desk.database.scoped(desk.slack.teamId).followUp.createMany({
      data: [
        { leadId: ids[1] ?? '', text: 'Later', dueOn: new Date('2026-12-24') },
        { leadId: ids[2] ?? '', text: 'Sooner', dueOn: new Date('2026-12-01') },
        { leadId: ids[0] ?? '', text: 'Done', dueOn: new Date('2026-11-24'), state: 'done' as const },
      ].map((row) => ({ ...row, assigneeId: amina, createdById: amina, origin: 'form' as const })),
    });
    const list = said(await desk.slack.as(claire).command('/partner leads'));
    expect(objectsIn(list, objects)).toEqual(['Delta', 'Charlie', 'Bravo', 'Alpha']);
    expect(list).toContain('Negotiation: 1 · Contacted: 3');
    expect(list).toContain('Next: Sooner (Tue 1 Dec)');
    expect(list).not.toContain('Done');
  });

  it('filters by person, axis, stage and silence, together, in both languages', async () => {
    const desk = await openDesk();
    const long = '2026-09-01T08:00:00Z';
    await addLeads(desk, 'P', [
      { object: 'Alpha', ownerId: omar, axes: ['internships'] },
      { object: 'Bravo', ownerId: omar, axes: ['research'], since: long },
      { object: 'Charlie', ownerId: claire, axes: ['internships'], since: long },
      { object: 'Delta', ownerId: omar, axes: ['internships'], stage: 'negotiation', since: long },
      { object: 'Echo', ownerId: omar, stage: 'won', since: long },
    ]);
    const listed = async (who: string, line: string) =>
      objectsIn(said(await desk.slack.as(who).command(`/partner ${line}`)), objects);
    expect(await listed(claire, `leads <@${omar}|omar>`)).toEqual(['Delta', 'Bravo', 'Alpha']);
    expect(await listed(claire, 'leads @omar axis:internships')).toEqual(['Delta', 'Alpha']);
    expect(await listed(amina, 'pistes axe:stages étape:négociation')).toEqual(['Delta']);
    expect(await listed(amina, 'pistes froides')).toEqual(['Delta', 'Bravo', 'Charlie']);
    expect(await listed(claire, 'leads cold @claire')).toEqual(['Charlie']);
    expect(await listed(claire, 'leads stage:won')).toEqual(['Echo']);
    const titled = said(await desk.slack.as(claire).command('/partner leads @omar axis:internships cold'));
    expect(titled).toContain('*1 lead · Omar Tazi · Internships · cold*');
  });

  it('says what it did not understand, and offers what it could be', async () => {
    const desk = await openDesk();
    const seen = await desk.slack.as(claire).command('/partner leads axis:foo');
    expect(said(seen)).toContain('No axis is called “foo”. The axes are: Research');
    expect(buttonsOf(shown(seen).blocks).map(({ text }) => text)).toContain('Internships');
    const who = await desk.slack.as(claire).command('/partner leads @nobody cold');
    expect(said(who)).toContain('who “@nobody” is');
    await desk.slack.as(claire).clicks(shown(who), 'My leads');
    expect(read(desk.slack.as(claire).ephemerals.at(-1)?.blocks)).toContain('No lead is as asked for');
  });

  it('pages to the last of 200 leads in one stage, and stays on a page that is there', async () => {
    const desk = await openDesk();
    const names = Array.from({ length: 200 }, (_, index) => `Object ${String(index).padStart(3, '0')}`);
    await addLeads(
      desk,
      'P',
      names.map((object, index) => ({
        object,
        since: new Date(Date.UTC(2026, 10, 20) - index * 3_600_000).toISOString(),
      })),
    );
    const ordered = names.toReversed();
    const pageFrom = (list: Message, first: number) => {
      const text = read(list.blocks);
      expect(objectsIn(text, names)).toEqual(ordered.slice(first, first + 8));
      expect(text).toContain('200 leads');
      expect(text.includes('[Next page]')).toBe(first + 8 < 200);
      expect(text.includes('[Previous page]')).toBe(first > 0);
    };
    const turn = async (list: Message, button: 'Next page' | 'Previous page') => {
      await desk.slack.as(claire).clicks(list, button);
      return desk.slack.as(claire).ephemerals.at(-1) ?? list;
    };
    const first = shown(await desk.slack.as(claire).command('/partner leads contacted'));
    pageFrom(first, 0);
    const second = await turn(first, 'Next page');
    pageFrom(second, 8);
    pageFrom(await turn(second, 'Previous page'), 0);
    const late = shown(await desk.slack.as(claire).command('/partner leads contacted page:24'));
    pageFrom(late, 184);
    pageFrom(await turn(late, 'Next page'), 192);
    expect(said(await desk.slack.as(claire).command('/partner leads page:99'))).toContain('Object 000');
  });
});

describe('a cold lead', () => {
  it('is marked after the working days of its stage without news', async () => {
    const desk = await openDesk({ now: '2026-11-09T08:00:00Z' });
    await addLeads(desk, 'P', [{ object: 'Alpha' }]);
    // The 18th is a holiday in Morocco.
    desk.clock.now = new Date('2026-11-23T08:00:00Z');
    expect(said(await desk.slack.as(claire).command('/partner leads'))).not.toContain('cold:');
    desk.clock.now = new Date('2026-11-24T08:00:00Z');
    const list = await desk.slack.as(claire).command('/partner leads');
    expect(said(list)).toContain('❄️ cold: no news for 10 working days or more');
    await desk.slack.as(claire).clicks(shown(list), 'Cold ones (1)');
    expect(read(desk.slack.as(claire).ephemerals.at(-1)?.blocks)).toContain('1 lead · cold');
    expect(said(await desk.slack.as(claire).command('/partner digest cold'))).toContain('Leads gone cold: 1');
  });

  it('is cold no more after a meeting, a follow-up’s change or a move; what was taken back is no news', async () => {
    const desk = await openDesk({ now: '2026-11-23T08:00:00Z' });
    const since = '2026-09-01T08:00:00Z';
    const scoped = desk.database.scoped(desk.slack.teamId);
    const { ids } = await addLeads(desk, 'P', [
      { object: 'Alpha', since },
      { object: 'Bravo', since },
    ]);
    const other = await addLeads(desk, 'Q', [{ object: 'Charlie', since }]);
    const cold = async () =>
      objectsIn(said(await desk.slack.as(claire).command('/partner leads cold')), objects);
    await scoped.followUp.create({
      data: { leadId: ids[0] ?? '', text: 'Call', assigneeId: claire, createdById: claire, origin: 'form' },
    });
    expect(await cold()).toEqual(['Alpha', 'Bravo', 'Charlie']);

    const mine = shown(await desk.slack.as(claire).command('/partner followups'));
    await desk.slack.as(claire).clicks(mine, 'follow_ups.done');
    expect(await cold()).toEqual(['Bravo', 'Charlie']);
    await desk.slack.as(claire).command('/partner undo');
    expect(await cold()).toEqual(['Alpha', 'Bravo', 'Charlie']);

    const meeting = await scoped.meeting.create({
      data: { kind: 'call', heldOn: new Date('2026-11-20'), notes: 'We spoke.', createdById: claire },
    });
    await scoped.meetingPartner.createMany({
      data: [{ meetingId: meeting.id, partnerId: other.partnerId }],
    });
    expect(await cold()).toEqual(['Alpha', 'Bravo']);

    const list = shown(await desk.slack.as(claire).command('/partner leads cold'));
    await desk.slack.as(claire).chooses(list, 'leads.move', 'Negotiation', { near: 'Bravo' });
    expect(await cold()).toEqual(['Alpha']);
  });

  it('is what an administrator says it is, and nobody else', async () => {
    const desk = await openDesk({ now: '2026-11-23T08:00:00Z' });
    await addLeads(desk, 'P', [{ object: 'Alpha', since: '2026-11-19T08:00:00Z' }]);
    const mine = await desk.slack.as(claire).command('/partner leads');
    expect(read(shown(mine).blocks)).not.toContain('When is a lead cold?');

    const list = await desk.slack.as(youssef).command('/partner leads');
    expect(said(list)).not.toMatch(/❄️/);
    const form = opened(await desk.slack.as(youssef).clicks(shown(list), 'leads.cold_rule'));
    expect(form.view.state.values['contacted']).toMatchObject({ input: { value: '10' } });
    const refused = await desk.slack.as(youssef).submits(form, { contacted: '0' });
    expect(Object.keys(refused.errors)).toEqual(['contacted']);
    await desk.slack.as(youssef).submits(opened(refused), { contacted: '2' });
    expect(said(await desk.slack.as(claire).command('/partner leads'))).toContain(
      'no news for 2 working days',
    );
  });
});
