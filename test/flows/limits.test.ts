import { describe, expect, it } from 'vitest';
import { nameColumns } from '../../src/partners/partner-name.js';
import { amina, claire, type Desk, openDesk, youssef } from '../support/desk.js';
import { opened, read, said, shown } from '../support/reading.js';
import { buttonsOf } from '../support/slack/slack-double.js';

const scopedOf = ({ database, slack }: Desk) => database.scoped(slack.teamId);

async function addPartners(desk: Desk, names: readonly string[]): Promise<string[]> {
  const rows = await scopedOf(desk).partner.createManyAndReturn({
    data: names.map((name) => ({ name, ...nameColumns({ name }), createdById: amina })),
  });
  await desk.app.fillSearch();
  return rows.map(({ id }) => id);
}

describe('the empty register', () => {
  it('answers every command with what can be done', async () => {
    const { slack } = await openDesk();
    for (const command of ['', 'show', 'show X', 'find', 'find X', 'leads', 'leads cold', 'contacts X']) {
      const seen = await slack.as(youssef).command(`/partner ${command}`.trim());
      expect(said(seen)).not.toBe('');
    }
    for (const command of ['history', 'history X', 'merge X into Y', 'forget X', 'handover', 'undo']) {
      expect(said(await slack.as(youssef).command(`/partner ${command}`))).not.toMatch(/REF\d/);
    }
    for (const command of ['partner', 'lead', 'note', 'agreement']) {
      const form = opened(await slack.as(youssef).command(`/partner ${command}`));
      await slack.as(youssef).closes(form);
    }
  });
});

describe('a partner whose name is as long as can be, with much that belongs to it', () => {
  const names = [
    ['many words', 'Université & <écoles> 🎓 '.repeat(20).slice(0, 300).trim()],
    ['a single word', 'W'.repeat(300)],
  ] as const;

  it.each(names)('is shown page by page, listed, found, chosen and merged: %s', async (_of, name) => {
    const desk = await openDesk();
    const { slack, clock } = desk;
    const [id = ''] = await addPartners(desk, [name]);
    const scoped = scopedOf(desk);
    const by = { partnerId: id, createdById: amina };
    await scoped.contact.createMany({
      data: Array.from({ length: 60 }, (_, index) => ({
        ...by,
        name: `Person ${index} ${name}`.slice(0, 300),
      })),
    });
    await scoped.lead.createMany({
      data: Array.from({ length: 200 }, (_, index) => ({
        ...by,
        object: `${index} ${name}`.slice(0, 300),
        stage: 'contacted' as const,
        stageSince: clock.now,
        ownerId: amina,
      })),
    });
    await scoped.agreement.createMany({
      data: Array.from({ length: 60 }, (_, index) => ({
        ...by,
        kind: 'specific' as const,
        reference: `C-${index}`,
        title: name,
        termKind: 'unknown' as const,
        renewal: 'none' as const,
        ownerId: amina,
      })),
    });

    await slack.as(claire).command(`/partner show id:${id}`);
    for (let page = 1; page < 20; page++) {
      const now = slack.as(claire).ephemerals.at(-1);
      if (now === undefined) throw new Error('nothing is shown');
      if (!buttonsOf(now.blocks).some(({ text }) => text === 'Next page')) break;
      await slack.as(claire).clicks(now, 'Next page');
    }
    const last = slack.as(claire).ephemerals.at(-1);
    expect(buttonsOf(last?.blocks).map(({ text }) => text)).toContain('History');
    expect(read(last?.blocks)).toContain('• ');

    const stage = await slack.as(claire).command('/partner leads contacted page:25');
    expect(said(stage)).toContain('Contacted: 200 leads');
    expect(buttonsOf(shown(stage).blocks).map(({ text }) => text)).not.toContain('Next page');
    expect(said(await slack.as(claire).command('/partner find page:1'))).toContain(
      '1 partner in the register',
    );
    expect(said(await slack.as(claire).command(`/partner find ${name}`))).toContain('Found for');
    for (const command of ['lead', 'note', 'agreement']) {
      const form = opened(await slack.as(claire).command(`/partner ${command} ${name}`));
      expect(JSON.stringify(form.view.state.values)).toContain(id);
      await slack.as(claire).closes(form);
    }
    await addPartners(desk, ['Other']);
    const offer = shown(await slack.as(claire).command(`/partner merge id:${id} into Other`));
    expect(read(offer.blocks)).toContain('60 contacts, 200 leads, and 60 agreements');
    await slack.as(claire).clicks(offer, 'Merge');
    expect(await scoped.lead.count({ where: { partner: { name: 'Other' } } })).toBe(200);
    expect(said(await slack.as(claire).command('/partner history Other'))).toContain('the merger of two');
    expect(said(await slack.as(claire).command('/partner undo'))).toContain('Taken back');
    expect(await scoped.lead.count({ where: { partnerId: id } })).toBe(200);
  });
});

describe('a register of 5,000 partners', () => {
  it('is listed, looked up and shown as quickly as any', async () => {
    const desk = await openDesk();
    const { slack } = desk;
    await addPartners(
      desk,
      Array.from({ length: 5_000 }, (_, index) => `Institut ${String(index).padStart(4, '0')} de Rabat`),
    );
    expect(said(await slack.as(claire).command('/partner find'))).toContain('5000 partners in the register');
    const seen = await slack.as(claire).command('/partner show institut');
    expect(said(seen)).toContain('found for “institut”');
    expect(said(await slack.as(claire).command('/partner show institut page:500'))).toContain(
      'Institut 4999',
    );
    expect(said(await slack.as(claire).command('/partner find rabat 4321'))).toContain(
      'Institut 4321 de Rabat',
    );
    const form = opened(await slack.as(claire).command('/partner lead'));
    expect(await slack.as(claire).types(form, 'partner', 'institut')).toHaveLength(100);
    expect(await slack.as(claire).types(form, 'partner', '4242')).toMatchObject([
      { text: 'Institut 4242 de Rabat' },
    ]);
    await slack.as(claire).writes(form, 'newPartner', 'Institut 4242 Rabat');
    expect(read(form.view.blocks)).toContain('Already in the register: *Institut 4242 de Rabat*');
  });
});
