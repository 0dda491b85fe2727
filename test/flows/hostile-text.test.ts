import { describe, expect, it } from 'vitest';
import { amina, claire, openDesk, partenariats } from '../support/desk.js';
import { opened, read, said, shown } from '../support/reading.js';

const hostile = [
  '<!channel> <!here> <!everyone>',
  '<@U0OMAR>',
  '<https://evil.example|bank.example>',
  '&<>*_~`&amp;lt;',
  ':skull: 🏴‍☠️ :tada:',
  'جامعة محمد السادس متعددة التخصصات',
  '"quotes" ‘smart’ «guillemets»',
  'x'.repeat(300),
] as const;

describe.each(hostile)('a name and an object such as %s', (typed) => {
  it('are kept whole and shown as typed, without a ping or a link, wherever they are shown', async () => {
    const { slack, database } = await openDesk();
    slack.forbidTokens = (token) => !token.startsWith(`@${amina}`) && !token.startsWith(`<@${amina}`);
    const form = opened(await slack.as(amina).command('/partner lead'));
    const saved = await slack.as(amina).submits(form, { newPartner: typed, object: typed });
    const [row] = await database.scoped(slack.teamId).lead.findMany({ include: { partner: true } });
    expect(row?.object).toBe(typed.trim());
    expect(row?.partner.name).toBe(typed.trim());

    expect(said(saved)).toContain(typed);
    for (const command of ['leads', 'find', `show id:${row?.partnerId}`, '']) {
      const text = said(await slack.as(amina).command(`/partner ${command}`));
      if (command !== '') expect(text).toContain(typed.slice(0, 100));
    }
    await slack.as(amina).clicks(shown(saved), 'Publier dans le canal');
    expect(read(slack.channel(partenariats).messages[0]?.blocks)).toContain(typed);
  });
});

describe('text at its limits', () => {
  it('of 3000 characters is kept whole, and cut only where it is shown', async () => {
    const { slack, database } = await openDesk();
    const needs = '<&>'.repeat(1000);
    const form = opened(await slack.as(claire).command('/partner lead'));
    await slack.as(claire).submits(form, { newPartner: 'P', object: 'O', needs });
    expect((await database.scoped(slack.teamId).lead.findMany())[0]?.needs).toBe(needs);
  });

  it('of only spaces counts as nothing', async () => {
    const { slack } = await openDesk();
    const form = opened(await slack.as(claire).command('/partner lead'));
    const seen = await slack.as(claire).submits(form, { newPartner: '   ', object: '  ' });
    expect(Object.keys(seen.errors).sort()).toEqual(['newPartner', 'object']);
  });

  it('of thousands of characters after a verb opens a form and breaks nothing', async () => {
    const { slack } = await openDesk();
    const seen = await slack.as(claire).command(`/partner lead ${'é<!channel>'.repeat(500)}`);
    expect(opened(seen).view.callback_id).toBe('leads');
    await slack.as(claire).closes('leads');
    for (const verb of ['find', 'show', 'leads', 'zzzz']) {
      const answer = await slack.as(claire).command(`/partner ${verb} ${'<@U0OMAR|omar> é'.repeat(300)}`);
      expect(answer.ephemerals).toHaveLength(1);
    }
  });
});
