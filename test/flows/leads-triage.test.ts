import { describe, expect, it, vi } from 'vitest';
import { amina, claire, type Desk, direction, omar, openDesk, youssef } from '../support/desk.js';
import { addLeads } from '../support/leads.js';
import { opened, read, said, shown } from '../support/reading.js';
import type { Message } from '../support/slack/slack-double.js';

/** An office of Amina (officer) and Youssef (administrator); Claire and Omar are focal points. */
async function openOffice(): Promise<Desk> {
  const desk = await openDesk();
  await desk.database.scoped(desk.slack.teamId).member.create({
    data: { slackUserId: amina, role: 'officer' },
  });
  return desk;
}

const leads = (desk: Desk) =>
  desk.database.scoped(desk.slack.teamId).lead.findMany({ orderBy: { id: 'asc' } });

async function propose(desk: Desk, fields: Record<string, string> = {}) {
  const form = opened(await desk.slack.as(claire).command('/partner lead ODCO'));
  return desk.slack.as(claire).submits(form, { object: 'Cooperatives', ...fields });
}

async function firstDirectMessage(desk: Desk, who: string): Promise<Message> {
  await vi.waitFor(() => expect(desk.slack.as(who).directMessages).toHaveLength(1));
  const [message] = desk.slack.as(who).directMessages;
  if (message === undefined) throw new Error('nobody was told');
  return message;
}

describe('a lead of somebody outside the office', () => {
  it('waits for the office, which is shown it, on its desk and first in its pipeline', async () => {
    const desk = await openOffice();
    await addLeads(desk, 'P', [{ object: 'Alpha', stage: 'negotiation' }]);
    const saved = await propose(desk);
    expect(said(saved)).toContain('proposed by @U0CLAIRE');
    expect((await leads(desk))[1]).toMatchObject({ triage: 'proposed', createdById: claire });
    expect(read((await firstDirectMessage(desk, amina)).blocks)).toContain(
      'Claire Whitfield propose une piste : ODCO',
    );
    expect(desk.slack.as(omar).directMessages).toHaveLength(0);

    const pipeline = said(await desk.slack.as(amina).command('/partner pistes'));
    expect(pipeline).toContain('Proposées : 1');
    expect(pipeline.indexOf('Cooperatives')).toBeLessThan(pipeline.indexOf('Alpha'));
    const desktop = said(await desk.slack.as(amina).command('/partner'));
    expect(desktop).toContain('1 piste proposée attend votre avis');

    expect(said(await desk.slack.as(claire).command('/partner leads'))).toContain('Cooperatives');
    expect(said(await desk.slack.as(omar).command('/partner leads'))).not.toContain('Cooperatives');
    expect(said(await desk.slack.as(omar).command('/partner'))).not.toContain('proposée');
  });

  it('is shown in the channel of the office where there is one', async () => {
    const desk = await openOffice();
    const { teamId } = desk.slack;
    await desk.database
      .scoped(teamId)
      .workspace.update({ where: { id: teamId }, data: { officeChannelId: direction } });
    await propose(desk);
    await vi.waitFor(() => expect(desk.slack.channel(direction).messages).toHaveLength(1));
    expect(desk.slack.as(amina).directMessages).toHaveLength(0);
  });

  it('is accepted at once where nobody is of the office, or its author is', async () => {
    const nobody = await openDesk();
    await propose(nobody);
    expect(await leads(nobody)).toMatchObject([{ triage: 'accepted' }]);

    const desk = await openOffice();
    for (const who of [amina, youssef]) {
      const form = opened(await desk.slack.as(who).command('/partner lead X'));
      await desk.slack.as(who).submits(form, { object: 'Stages' });
    }
    expect(await leads(desk)).toMatchObject([{ triage: 'accepted' }, { triage: 'accepted' }]);
  });

  it('is accepted with one click, which is shown in place and told to its author', async () => {
    const desk = await openOffice();
    await propose(desk);
    const card = await firstDirectMessage(desk, amina);
    await desk.slack.as(amina).clicks(card, 'Accepter');
    expect(await leads(desk)).toMatchObject([{ triage: 'accepted' }]);
    const now = read((await firstDirectMessage(desk, amina)).blocks);
    expect(now).toContain('*Identifiée*');
    expect(now).not.toContain('Accepter');
    expect(now).toContain('acceptée par @U0AMINA (lun. 23 nov.)');
    expect(read((await firstDirectMessage(desk, claire)).blocks)).toBe(
      'Amina Berrada has accepted the lead that you proposed: ODCO — Cooperatives',
    );
  });

  it('is declined with a reason, told to its author in their language, and leaves the pipeline', async () => {
    const desk = await openOffice();
    const { teamId } = desk.slack;
    await desk.database
      .scoped(teamId)
      .workspace.update({ where: { id: teamId }, data: { officeChannelId: direction } });
    await propose(desk);
    const { messages } = desk.slack.channel(direction);
    await vi.waitFor(() => expect(messages).toHaveLength(1));
    const [card] = messages;
    if (card === undefined) throw new Error('the office was not told');
    const form = opened(await desk.slack.as(amina).clicks(card, 'Refuser…'));
    const saved = await desk.slack.as(amina).submits(form, { because: 'Déjà <!channel> en cours' });
    expect(said(saved)).toMatch(/Refusée : Déjà .* en cours · par @U0AMINA \(lun\. 23 nov\.\)/);
    expect(await leads(desk)).toMatchObject([{ triage: 'declined' }]);
    const told = read((await firstDirectMessage(desk, claire)).blocks);
    expect(told).toContain('has declined the lead that you proposed (ODCO — Cooperatives): Déjà <!channel>');
    expect(JSON.stringify(desk.slack.as(claire).directMessages)).not.toContain('<!channel>');
    expect(said(await desk.slack.as(amina).command('/partner pistes'))).toContain('Aucune piste en cours');

    await desk.slack.as(amina).clicks(card, 'Accepter');
    expect(await leads(desk)).toMatchObject([{ triage: 'declined' }]);
    expect(read(card.blocks)).not.toContain('Accepter');
    const hers = opened(await desk.slack.as(amina).clicks(shown(saved), 'Modifier la raison'));
    const his = opened(await desk.slack.as(youssef).clicks(card, 'Modifier la raison'));
    const reworded = await desk.slack.as(amina).submits(hers, { because: 'Une autre école s’en occupe' });
    expect(shown(reworded).ts).toBe(shown(saved).ts);
    expect(said(reworded)).toMatch(/Refusée : Une autre école s’en occupe · par @U0AMINA/);
    await vi.waitFor(() => expect(desk.slack.as(claire).directMessages).toHaveLength(2));
    expect(read(desk.slack.as(claire).directMessages[1]?.blocks)).toBe(
      'Amina Berrada has put in other words why the lead that you proposed is declined (ODCO — Cooperatives): Une autre école s’en occupe',
    );
    const conflict = await desk.slack.as(youssef).submits(his, { because: 'Later' });
    expect(read(opened(conflict).view.blocks)).toContain('Une autre école s’en occupe');
    await desk.slack.as(youssef).closes(opened(conflict));
    await desk.slack.as(claire).clicks(card, 'Modifier la raison');
    expect(read(desk.slack.as(claire).ephemerals.at(-1)?.blocks)).toContain('Only the partnership office');
    await desk.slack.as(amina).command('/partner annuler');
    expect(await leads(desk)).toMatchObject([{ declinedBecause: 'Déjà <!channel> en cours' }]);
  });

  it('is merged into another lead of its partner with its follow-ups, and that is undone whole', async () => {
    const desk = await openOffice();
    const scoped = desk.database.scoped(desk.slack.teamId);
    await addLeads(desk, 'Elsewhere', [{ object: 'Not this one' }]);
    const { ids } = await addLeads(desk, 'ODCO', [{ object: 'Stages', axes: ['internships'] }]);
    await propose(desk, { needs: 'A lab', nextStep: 'Call', nextStepOn: '2026-12-01' });
    const proposal = (await leads(desk)).find(({ triage }) => triage === 'proposed');
    const card = await firstDirectMessage(desk, amina);
    const form = opened(await desk.slack.as(amina).clicks(card, 'Fusionner…'));
    expect(JSON.stringify(form.view.blocks)).not.toContain('Not this one');
    const saved = await desk.slack.as(amina).submits(form, { target: 'Stages' });
    expect(said(saved)).toContain('À suivre : Call');
    expect(await scoped.lead.findMany({ where: { partner: { name: 'ODCO' } } })).toMatchObject([
      { id: ids[0], object: 'Stages', needs: 'A lab', exchanges: 'Cooperatives', axes: ['internships'] },
    ]);
    expect(await scoped.followUp.findMany()).toMatchObject([{ text: 'Call', leadId: ids[0] }]);
    expect(await scoped.searchEntry.count({ where: { kind: 'lead', subjectId: proposal?.id ?? '' } })).toBe(
      0,
    );
    expect(read((await firstDirectMessage(desk, claire)).blocks)).toContain('into another one: Stages');

    await desk.slack.as(amina).clicks(shown(saved), 'Annuler cette action');
    expect(
      await scoped.lead.findMany({ where: { partner: { name: 'ODCO' } }, orderBy: { id: 'asc' } }),
    ).toMatchObject([
      { id: ids[0], needs: null },
      { id: proposal?.id, triage: 'proposed', needs: 'A lab' },
    ]);
    expect(await scoped.followUp.findMany()).toMatchObject([{ leadId: proposal?.id }]);
  });

  it('has nothing to be merged into where its partner has no other lead', async () => {
    const desk = await openOffice();
    await propose(desk);
    const card = await firstDirectMessage(desk, amina);
    expect(said(await desk.slack.as(amina).clicks(card, 'Fusionner…'))).toContain('n’a pas d’autre piste');
  });

  it('is decided by the office only', async () => {
    const desk = await openOffice();
    const saved = await propose(desk);
    for (const button of ['Accept', 'Merge…', 'Decline…']) {
      await desk.slack.as(claire).clicks(shown(saved), button);
      expect(read(desk.slack.as(claire).ephemerals.at(-1)?.blocks)).toContain('Only the partnership office');
    }
    expect(await leads(desk)).toMatchObject([{ triage: 'proposed' }]);
  });
});
