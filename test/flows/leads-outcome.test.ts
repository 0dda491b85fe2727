import { describe, expect, it } from 'vitest';
import { claire, type Desk, openDesk } from '../support/desk.js';
import { addLeads } from '../support/leads.js';
import { opened, read, said, shown } from '../support/reading.js';

const latest = (desk: Desk) => read(desk.slack.as(claire).ephemerals.at(-1)?.blocks);
const list = async (desk: Desk, which = '') =>
  shown(await desk.slack.as(claire).command(`/partner leads ${which}`.trim()));

describe('a lead that is won', () => {
  it('opens the agreement form with its partner, object and axes, and both are linked', async () => {
    const desk = await openDesk();
    const scoped = desk.database.scoped(desk.slack.teamId);
    const { ids } = await addLeads(desk, 'ODCO', [
      { object: 'Cooperatives', stage: 'negotiation', axes: ['research'] },
    ]);
    const seen = await desk.slack.as(claire).chooses(await list(desk), 'leads.move', 'Won');
    expect(latest(desk)).toContain('No lead is being worked on');
    const form = opened(seen);
    expect(form.view.callback_id).toBe('agreements');
    expect(form.view.state.values).toMatchObject({
      object: { input: { value: 'Cooperatives' } },
      partner: { input: { selected_option: { text: { text: 'ODCO' } } } },
      axes: { input: { selected_options: [{ value: 'research' }] } },
    });
    const begun = await desk.slack.as(claire).submits(form, { name: 'Convention-cadre' });
    expect(read((await list(desk, 'won')).blocks)).toContain('commitments, finances, and duration');
    await desk.slack.as(claire).submits(opened(begun), { startsOn: '2026-12-01', length: '5 years' });
    expect(await scoped.agreement.findMany()).toMatchObject([{ title: 'Convention-cadre', leadId: ids[0] }]);
    const won = read((await list(desk, 'won')).blocks);
    expect(won).toContain('Agreement: CONV-2026-001');
    expect(won).toContain('in the proposal: signatories, commitments, and finances');
    expect(won).not.toContain('Register the agreement');
  });

  it('may stay without an agreement; its card then offers to register it', async () => {
    const desk = await openDesk();
    await addLeads(desk, 'ODCO', [{ object: 'Cooperatives', stage: 'negotiation' }]);
    const seen = await desk.slack.as(claire).chooses(await list(desk), 'leads.move', 'Won');
    await desk.slack.as(claire).closes(opened(seen));
    const form = opened(
      await desk.slack.as(claire).clicks(await list(desk, 'won'), 'Register the agreement'),
    );
    await desk.slack.as(claire).submits(form, { name: 'Convention' });
    expect(read((await list(desk, 'won')).blocks)).toContain('Agreement: CONV-2026-001');
  });

  it('that is gone before its agreement is saved leaves the agreement standing on its own', async () => {
    const desk = await openDesk();
    const scoped = desk.database.scoped(desk.slack.teamId);
    const { ids } = await addLeads(desk, 'ODCO', [{ object: 'Cooperatives', stage: 'negotiation' }]);
    const seen = await desk.slack.as(claire).chooses(await list(desk), 'leads.move', 'Won');
    await scoped.lead.delete({ where: { id: ids[0] ?? '' } });
    await desk.slack.as(claire).submits(opened(seen), { name: 'Convention' });
    expect(await scoped.agreement.findMany()).toMatchObject([{ title: 'Convention', leadId: null }]);
  });
});

describe('a lead that is won or lost in its form', () => {
  it('has the next form in its place: the agreement, or the reason', async () => {
    const desk = await openDesk();
    const me = desk.slack.as(claire);
    const scoped = desk.database.scoped(desk.slack.teamId);
    const { ids } = await addLeads(desk, 'ODCO', [{ object: 'Stages', stage: 'negotiation' }]);
    const edit = async (which = '') => opened(await me.clicks(await list(desk, which), 'Edit'));

    const why = await me.submits(await edit(), { stage: 'lost' });
    expect(said(why)).toContain('*Lost*');
    const reason = opened(why);
    expect(reason.view.callback_id).toBe('leads.lost');
    await me.submits(reason, { lostReason: 'no_means' });
    expect(await scoped.lead.findMany()).toMatchObject([{ stage: 'lost', lostReason: 'no_means' }]);
    expect((await me.submits(await edit('lost'), { needs: 'Interns' })).modal).toBeUndefined();

    const won = opened(await me.submits(await edit('lost'), { stage: 'won' }));
    expect(won.view.callback_id).toBe('agreements');
    const duration = opened(await me.submits(won, { name: 'Convention' }));
    await me.submits(duration, { startsOn: '2026-12-01', length: '1 year' });
    expect(await scoped.agreement.findMany()).toMatchObject([{ leadId: ids[0] }]);
  });
});

describe('a lead that is lost', () => {
  it('asks why, shows it, and can be reopened', async () => {
    const desk = await openDesk();
    const scoped = desk.database.scoped(desk.slack.teamId);
    await addLeads(desk, 'ODCO', [{ object: 'Cooperatives', stage: 'negotiation' }]);
    const form = opened(await desk.slack.as(claire).chooses(await list(desk), 'leads.move', 'Lost'));
    expect(await scoped.lead.findMany()).toMatchObject([{ stage: 'negotiation' }]);
    const saved = await desk.slack
      .as(claire)
      .submits(form, { lostReason: 'other_partner', lostBecause: 'A school nearby.' });
    expect(said(saved)).toContain('Lost: They chose somebody else — A school nearby.');
    const change = opened(await desk.slack.as(claire).clicks(shown(saved), 'Change the reason'));
    expect(change.view.state.values).toMatchObject({
      lostReason: { input: { selected_option: { value: 'other_partner' } } },
      lostBecause: { input: { value: 'A school nearby.' } },
    });
    const changed = await desk.slack.as(claire).submits(change, { lostBecause: 'A school abroad.' });
    expect(said(changed)).toContain('Lost: They chose somebody else — A school abroad.');

    await desk.slack.as(claire).chooses(await list(desk, 'lost'), 'leads.move', 'In discussion');
    expect(await scoped.lead.findMany()).toMatchObject([
      { stage: 'in_discussion', lostReason: null, lostBecause: null },
    ]);
    expect(read((await list(desk)).blocks)).not.toContain('They chose somebody else');
    await desk.slack.as(claire).command('/partner undo');
    expect(await scoped.lead.findMany()).toMatchObject([{ stage: 'lost', lostReason: 'other_partner' }]);
  });

  it('in the form for editing can be given its reason afterwards', async () => {
    const desk = await openDesk();
    await addLeads(desk, 'ODCO', [{ object: 'Cooperatives' }]);
    const edit = opened(await desk.slack.as(claire).clicks(await list(desk), 'leads.edit'));
    const saved = await desk.slack.as(claire).submits(edit, { stage: 'lost' });
    const form = opened(await desk.slack.as(claire).clicks(shown(saved), 'Say why'));
    expect(said(await desk.slack.as(claire).submits(form, { lostReason: 'no_answer' }))).toContain(
      'Lost: No answer',
    );
  });
});
